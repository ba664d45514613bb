import type { AiConversation } from '../assistant/ai-conversation.js';
import type { Call } from '../call/call.js';
import { type AudioLevels, SILENCE } from '../media/audio-levels.js';
import { monitorCall } from '../media/call-monitor.js';
import { addState, addStep, NO_TIMINGS } from '../quality/call-timings.js';
import type { Clock } from '../shared/clock.js';
import { delay } from '../shared/delay.js';
import type { Logger } from '../shared/logger.js';
import type { Store } from '../shared/store.js';
import { tell } from '../shared/tell.js';
import { gatewayUrl } from '../signaling/gateway-url.js';
import type { SignalingClient } from '../signaling/signaling-client.js';
import type { ReportTarget } from '../quality/telnyx-report.js';
import type { CallCare } from './call-care.js';
import type { CallList } from './call-list.js';
import { pageOf } from './page.js';
import type { Playback } from './playback.js';
import type { SessionDevices } from './session-devices.js';
import type { SessionFacts } from './session-facts.js';
import type { TelnyxSessionOptions } from './session-options.js';
import type { SessionState } from './session-state.js';

export interface AttendContext {
  readonly options: TelnyxSessionOptions;
  readonly signaling: Pick<SignalingClient, 'sessid' | 'voiceSdkId'>;
  readonly conversation: AiConversation;
  readonly state: SessionState;
  readonly list: CallList;
  readonly devices: SessionDevices;
  readonly playback: Playback;
  readonly levels: Store<AudioLevels>;
  readonly facts: SessionFacts;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The path of a call that nobody answers is looked at as well, once the call has had the network for itself. */
const CARE_AFTER_MS = 5000;
/** Loudness from which the far end is heard. */
const AUDIBLE_LEVEL = 0.001;

/**
 * Measures one call and tells the conversation, from answer to end. What the session shows is about the call
 * in which somebody talks; held ones and the end of another one do not touch it.
 */
export function attendCall(call: Call, context: AttendContext): void {
  const { conversation, state, list, devices, playback, levels, facts, clock } = context;
  const lifetime = new AbortController();
  const isTalking = () => call.state === 'active' || call.state === 'reconnecting';
  let timings = addState(NO_TIMINGS, call.snapshot, clock.now());
  let isShown = false;
  const reportTarget = targetOf(context);
  const takeCare = () => loadCare(call, context, () => timings, reportTarget);
  let care: Promise<CallCare | null> | null = null;
  const note = (next: typeof timings) => {
    facts.timings = timings = next;
  };
  /** What the call has survived, such as a microphone that was refused at first, is no failure that holds. */
  const forgive = () => {
    const { error } = state.snapshot;
    if (error?.callId === call.id && !error.fatal) state.patch({ error: null });
  };
  facts.path = null;
  note(timings);
  delay(CARE_AFTER_MS, clock, lifetime.signal).then(
    () => (care ??= takeCare()),
    () => undefined,
  );
  call.subscribe((snapshot) => note(addState(timings, snapshot, clock.now())), lifetime);
  call.answered.then(
    () => {
      reportTarget();
      conversation.callAnswered();
      forgive();
      void devices.refresh();
      void monitorCall(
        {
          callId: call.id,
          peer: () => call.peer,
          clock,
          onLevels: ({ input, output }) => {
            const heard = Object.freeze({ input: call.snapshot.isMuted ? 0 : input, output });
            if (output > AUDIBLE_LEVEL) {
              note(addStep(timings, 'firstAudioMs', clock.now() - call.snapshot.startedAt));
            }
            call.levels.set(heard);
            if (isTalking()) {
              levels.set(heard);
              conversation.activity.heard(heard);
            } else if (isShown) levels.set(SILENCE);
            isShown = isTalking();
          },
          onQuality: (quality, stats) => {
            if (isTalking()) state.patch({ quality });
            // A second after the answer: the first sound has the network for itself.
            care ??= takeCare();
            void care.then((loaded) => loaded?.sample(quality, stats));
          },
        },
        lifetime.signal,
      );
    },
    () => undefined,
  );
  void call.ended.then(() => {
    lifetime.abort();
    forgive();
    if (call.snapshot.answeredAt !== null) care ??= takeCare();
    playback.report(call, false);
    const isLast = list.live.length === 0;
    if (isLast) conversation.callEnded();
    if (isLast || state.snapshot.quality?.callId === call.id) state.patch({ quality: null });
  });
}

/** Nothing waits for it, and a call without it is a call like any other. */
async function loadCare(
  call: Call,
  { options, state, facts, clock, logger, conversation }: AttendContext,
  timings: () => SessionFacts['timings'],
  reportTarget: () => ReportTarget,
): Promise<CallCare | null> {
  try {
    const { CallCare } = await import('./call-care.js');
    return new CallCare({
      call,
      options,
      clock,
      logger,
      timings,
      expectsSound: () => !('agentId' in options.auth) || conversation.activity.isSoundDue,
      reportTarget,
      page: pageOf(options),
      onWarning: state.warn,
      onPath: (path) => {
        facts.path = path;
      },
      onReport: (report) => {
        tell(options.onCallReport, report);
      },
    });
  } catch (error) {
    logger.warn('call care could not be loaded', { error: String(error) });
    return null;
  }
}

/** Where to report to now, or was last: with the session its ids go before the report of its last call is sent. */
function targetOf({ options, signaling, state }: AttendContext): () => ReportTarget {
  const { fetch = globalThis.fetch, callReports = true } = options;
  let target: ReportTarget = null;
  return () => {
    const { callReportId } = state.snapshot;
    const { sessid, voiceSdkId } = signaling;
    if (callReports && callReportId) {
      target = { gatewayUrl: gatewayUrl(options, null), callReportId, voiceSdkId, sessid, fetch };
    }
    return target;
  };
}
