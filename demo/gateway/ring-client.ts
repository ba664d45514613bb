import { randomUUID } from 'node:crypto';

import type { CustomHeader } from '../../src/protocol/dialog.js';
import { CallLeg, type Parties } from './call-leg.js';
import { BridgeEnd } from './far-ends/bridge-end.js';
import type { FarEnd } from './far-ends/far-end.js';
import type { GatewayContext } from './gateway-context.js';
import type { Session } from './session.js';

export interface IncomingCall {
  readonly context: GatewayContext;
  /** Whose client rings. */
  readonly session: Session;
  readonly parties: Parties;
  readonly headers: readonly CustomHeader[];
  readonly clientState?: string;
  /** Makes who calls; `hangUp` ends the call. */
  readonly createFarEnd: (hangUp: () => void) => FarEnd;
  readonly onAnswered?: () => void;
}

/** Calls a client: it gets an invite with an offer of ours. */
export async function ringClient(call: IncomingCall): Promise<CallLeg> {
  const { clientState, context, session, parties, headers, onAnswered } = call;
  const farEnd = call.createFarEnd(() => {
    leg.hangUp();
  });
  const leg: CallLeg = new CallLeg({
    id: randomUUID(),
    direction: 'inbound',
    link: session,
    clock: context.clock,
    farEnd,
    parties,
    headers,
    isTrickle: false,
    candidates: session.settings.candidates,
    ...(clientState === undefined ? {} : { clientState }),
    ...(onAnswered ? { onAnswered } : {}),
    onEnded: () => {
      session.remove(leg.id);
    },
  });
  if (farEnd instanceof BridgeEnd) farEnd.join(leg);
  session.add(leg);
  await leg.ringAtClient();
  return leg;
}
