import { METHOD } from '../../src/protocol/methods.js';
import { Assistant } from './assistant/assistant.js';
import type { DynamicVariables } from './assistant/replies.js';
import { createEcho } from './far-ends/echo-end.js';
import type { FarEnd } from './far-ends/far-end.js';
import { createSilence } from './far-ends/silent-end.js';
import type { GatewayContext } from './gateway-context.js';
import type { FarEndName, Scenario } from './scenarios.js';
import type { Session } from './session.js';

export interface FarEndOptions {
  readonly context: GatewayContext;
  readonly session: Session;
  readonly variables: DynamicVariables;
  /** Ends the call from the far end. */
  readonly hangUp: () => void;
}

/** Makes whoever answers under a name. */
export function createFarEnd(name: FarEndName | 'unknown', options: FarEndOptions): FarEnd {
  if (name === 'assistant') return createAssistant(options);
  return name === 'echo' ? createEcho() : createSilence(name);
}

function createAssistant({ context, session, variables, hangUp }: FarEndOptions): Assistant {
  const { scenario, speechLevel, speechMs } = session.settings;
  return new Assistant({
    clock: context.clock,
    voice: context.voice,
    converse: (message) => {
      session.send(METHOD.aiConversation, message);
    },
    variables,
    speechMs,
    speechLevel,
    afterGreeting: afterGreeting(scenario),
    streamsSound: session.identity.targetParams?.streamingAudio === true,
    hangUp,
  });
}

function afterGreeting(scenario: Scenario): 'listen' | 'hang-up' | 'ask-for-title' {
  if (scenario.hangsUp) return 'hang-up';
  return scenario.callsTool ? 'ask-for-title' : 'listen';
}
