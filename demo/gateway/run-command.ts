import { randomUUID } from 'node:crypto';

import { METHOD } from '../../src/protocol/methods.js';
import { Assistant } from './assistant/assistant.js';
import type { CallLeg } from './call-leg.js';
import type { Connection } from './connection.js';
import { createFarEnd } from './create-far-end.js';
import type { GatewayCommand } from './gateway-command.js';
import type { GatewayContext } from './gateway-context.js';
import { ringClient } from './ring-client.js';

/** A description that no browser takes: an offer for a call that does not exist needs none. */
const EMPTY_SDP = 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';

/** Does what a test wants on one connection. */
export async function runCommand(
  context: GatewayContext,
  connection: Connection,
  command: Exclude<GatewayCommand, { type: 'restore' }>,
): Promise<void> {
  const { faults, outbox, session } = connection;
  const legs = session?.legs ?? [];
  switch (command.type) {
    case 'drop':
      connection.drop();
      break;
    case 'close':
      connection.close(command.code);
      break;
    case 'punt':
      outbox.request(METHOD.punt, command.namesCall ? { callID: firstOf(legs).id } : {});
      connection.close();
      break;
    case 'bye':
      for (const leg of legs) leg.hangUp(command.reason);
      break;
    case 'lose-call':
      (legs.find(({ id }) => id === command.callId) ?? firstOf(legs)).vanish();
      break;
    case 'attach':
      if (command.isUnknown) outbox.request(METHOD.attach, { callID: randomUUID(), sdp: EMPTY_SDP });
      else await Promise.all(legs.map((leg) => leg.offerAgain()));
      break;
    case 'say':
      await findAssistant(legs).say(command.text);
      break;
    case 'ask-for-title':
      await findAssistant(legs).askForTitle();
      break;
    case 'call-tool':
      callTool(connection, command);
      break;
    case 'converse':
      outbox.request(METHOD.aiConversation, command.params);
      break;
    case 'call':
      await callClient(context, connection, command);
      break;
    case 'display':
      for (const leg of legs) leg.display(command.name, command.number);
      break;
    case 'info':
      for (const leg of legs) leg.tell(METHOD.info, command.params);
      break;
    case 'send':
      outbox.raw(command.text);
      break;
    case 'gateway-state':
      outbox.request(METHOD.gatewayState, { state: command.state });
      break;
    case 'refuse':
      faults.refuse(command.method, command.code, command.message, command.times);
      break;
    case 'ignore':
      faults.ignore(command.method, command.times);
      break;
    case 'lose-media':
      for (const leg of legs) leg.losePackets(command.lost);
      break;
    case 'break-path':
      for (const leg of legs) leg.breakPath();
      break;
    case 'fall-silent':
      outbox.fallSilent();
      break;
  }
}

function firstOf(legs: readonly CallLeg[]): CallLeg {
  const [first] = legs;
  if (!first) throw new TypeError('This connection has no call.');
  return first;
}

function findAssistant(legs: readonly CallLeg[]): Assistant {
  const assistant = legs.map(({ farEnd }) => farEnd).find((farEnd) => farEnd instanceof Assistant);
  if (!assistant) throw new TypeError('No assistant is on a call of this connection.');
  return assistant;
}

function callTool({ outbox }: Connection, command: Extract<GatewayCommand, { type: 'call-tool' }>): void {
  const { name, arguments: text = '{}', callId = `call_${randomUUID()}` } = command;
  outbox.request(METHOD.aiConversation, {
    type: 'conversation.item.created',
    item: { type: 'function_call', call_id: callId, name, arguments: text },
  });
}

async function callClient(
  context: GatewayContext,
  { session }: Connection,
  command: Extract<GatewayCommand, { type: 'call' }>,
): Promise<void> {
  if (!session) throw new TypeError('The client of this connection has not logged in.');
  const { from, name, farEnd = 'assistant', headers = [], clientState, count = 1 } = command;
  const { user } = session.identity;
  const calls = Array.from({ length: count }, () =>
    ringClient({
      context,
      session,
      parties: { callerName: name ?? from, callerNumber: from, calleeName: user, calleeNumber: user },
      headers,
      ...(clientState === undefined ? {} : { clientState }),
      createFarEnd: (hangUp) => createFarEnd(farEnd, { context, session, variables: {}, hangUp }),
    }),
  );
  await Promise.all(calls);
}
