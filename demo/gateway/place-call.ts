import type { SdpParams } from '../../src/protocol/client-call-messages.js';
import { METHOD } from '../../src/protocol/methods.js';
import { dynamicVariables } from './assistant/dynamic-variables.js';
import { CallLeg, type Parties } from './call-leg.js';
import { createFarEnd } from './create-far-end.js';
import { wait } from './clock.js';
import { BridgeEnd } from './far-ends/bridge-end.js';
import type { GatewayContext } from './gateway-context.js';
import { type LocalDescription, UnusableSdpError } from './media/call-media.js';
import { ringClient } from './ring-client.js';
import { type Route, routeCall } from './route-call.js';
import type { ProgressStep } from './scenarios.js';
import type { Session } from './session.js';

/** How a call to each far end proceeds when the scenario does not say otherwise. */
const PROGRESS: Readonly<Record<Route['to'], readonly ProgressStep[]>> = {
  assistant: ['result', 'ringing', 'answer-with-sdp'],
  echo: ['result', 'ringing', 'media', 'answer'],
  busy: ['result', 'ringing'],
  silent: ['result'],
  session: ['result', 'ringing'],
  unknown: ['result'],
};

/** Sets up the call that a client asks for with an invite; `sendResult` answers the invite itself. */
export async function placeCall(
  context: GatewayContext,
  session: Session,
  params: SdpParams,
  sendResult: () => void,
): Promise<void> {
  const { scenario } = session.settings;
  const destination = params.dialogParams.destination_number ?? '';
  const route = routeCall(session, destination, scenario.farEnd, context.registry);
  const leg = createLeg(context, session, params, route);
  try {
    const description = await leg.answerOffer(params.sdp);
    if (!description) {
      sendResult();
      return;
    }
    const steps = scenario.progress ?? PROGRESS[route.to];
    for (const step of steps) {
      if (step === 'pause') await wait(context.clock, session.settings.afterMs, leg.signal);
      else takeStep(step, leg, description, sendResult);
    }
    if (route.to === 'busy') leg.hangUp('busy');
    if (route.to === 'unknown') leg.hangUp('unknown-number');
    if (route.to === 'session') await ringAtUser(context, leg, route.session, description);
  } catch (error) {
    if (!(error instanceof UnusableSdpError)) throw error;
    sendResult();
    leg.hangUp('no-codec');
  }
}

function takeStep(
  step: Exclude<ProgressStep, 'pause'>,
  leg: CallLeg,
  description: LocalDescription,
  sendResult: () => void,
): void {
  switch (step) {
    case 'result':
      sendResult();
      break;
    case 'ringing':
      leg.ring();
      break;
    case 'media':
      leg.tell(METHOD.media, { sdp: leg.sdpOf(description) });
      leg.trickle(description);
      break;
    case 'ringback':
      leg.playRingback();
      break;
    case 'answer':
      leg.tell(METHOD.answer);
      leg.begin();
      break;
    case 'answer-with-sdp':
      leg.tell(METHOD.answer, { sdp: leg.sdpOf(description) });
      leg.trickle(description);
      leg.begin();
      break;
  }
}

function createLeg(
  { clock, ...shared }: GatewayContext,
  session: Session,
  { dialogParams, trickle }: SdpParams,
  route: Route,
): CallLeg {
  const headers = dialogParams.custom_headers ?? [];
  const farEnd =
    route.to === 'session'
      ? new BridgeEnd()
      : createFarEnd(route.to, {
          context: { clock, ...shared },
          session,
          variables: dynamicVariables(headers),
          hangUp: () => {
            leg.hangUp();
          },
        });
  const leg: CallLeg = new CallLeg({
    id: dialogParams.callID,
    direction: 'outbound',
    link: session,
    clock,
    farEnd,
    parties: partiesOf(dialogParams, session),
    headers,
    isTrickle: trickle === true,
    candidates: session.settings.candidates,
    ...(dialogParams.clientState === undefined ? {} : { clientState: dialogParams.clientState }),
    onEnded: () => {
      session.remove(dialogParams.callID);
    },
  });
  if (farEnd instanceof BridgeEnd) farEnd.join(leg);
  session.add(leg);
  return leg;
}

/** Rings at another user; the caller's leg is answered when that user answers. */
async function ringAtUser(
  context: GatewayContext,
  callerLeg: CallLeg,
  callee: Session,
  description: LocalDescription,
): Promise<void> {
  const { farEnd: callerEnd, headers, parties } = callerLeg;
  await ringClient({
    context,
    session: callee,
    parties,
    headers,
    createFarEnd: () => {
      const calleeEnd = new BridgeEnd();
      if (callerEnd instanceof BridgeEnd) callerEnd.connect(calleeEnd);
      return calleeEnd;
    },
    onAnswered: () => {
      takeStep('answer-with-sdp', callerLeg, description, () => undefined);
    },
  });
}

function partiesOf(dialog: SdpParams['dialogParams'], { identity }: Session): Parties {
  return {
    callerName: textOr(dialog.caller_id_name, identity.user),
    callerNumber: textOr(dialog.caller_id_number, identity.user),
    calleeName: dialog.remote_caller_id_name ?? '',
    calleeNumber: dialog.destination_number ?? '',
  };
}

/** Clients send an empty text for what they do not know. */
function textOr(text: string | undefined, fallback: string): string {
  return text === undefined || text === '' ? fallback : text;
}
