import { METHOD } from '../protocol/methods.js';
import { delay, untilAborted } from '../shared/delay.js';
import { TelnyxError, toTelnyxError } from '../shared/errors.js';
import type { CallLife } from './call-life.js';
import type { CallMedia } from './call-media.js';
import type { PeerExchange } from './peer-exchange.js';

/** A far end that answers but never sends a description would leave a silent call; this long it may take. */
const REMOTE_DESCRIPTION_TIMEOUT_MS = 10_000;

/** Offers an outbound call to the gateway. */
export async function placeCall(life: CallLife, media: CallMedia): Promise<void> {
  try {
    const ready = media.readyOffer;
    if (ready !== null) {
      // On the wire before anything else, drawing included: the click is what the visitor waits from.
      await Promise.all([sendDescription('invite', ready, life, media.current), media.microphone.prepare()]);
      return;
    }
    // One turn later, so that whoever made the call can subscribe before anything happens.
    await Promise.resolve();
    await media.microphone.prepare();
    const offer = await media.current.offer();
    // The visitor may take longer to allow the microphone than a socket lives.
    await untilAborted(life.context.link.connect(), life.signal);
    await sendDescription('invite', offer, life, media.current);
  } catch (error) {
    life.fail(toTelnyxError(error));
  }
}

/** Media and answer of the far end may come in any order, with the description in either. */
export async function takeProgress(
  method: typeof METHOD.media | typeof METHOD.answer,
  sdp: string | null,
  life: CallLife,
  media: CallMedia,
): Promise<void> {
  const { signal, context } = life;
  const patience = new AbortController();
  try {
    if (sdp) await media.applyRemote(sdp);
    if (method === METHOD.media) {
      if (sdp) life.dispatch({ type: 'early-media' });
      return;
    }
    const tooLong = delay(REMOTE_DESCRIPTION_TIMEOUT_MS, context.clock, patience.signal).then(() => {
      throw new TelnyxError(40004, { message: 'The answer has no description.' });
    });
    tooLong.catch(() => undefined);
    await untilAborted(Promise.race([media.remoteApplied, tooLong]), signal);
    life.dispatch({ type: 'answered', at: context.clock.now() });
  } catch (error) {
    if (!signal.aborted) life.fail(toTelnyxError(error, 40004));
  } finally {
    patience.abort();
  }
}

/** Sends an offer or answer; rejects with 40005 when the gateway does not take it, or 10007. */
export async function sendDescription(
  kind: 'invite' | 'answer' | 'attach',
  sdp: string,
  life: CallLife,
  exchange: PeerExchange,
): Promise<void> {
  if (kind === 'invite') life.dispatch({ type: 'offered' });
  const { wire, trickleIce } = life.context;
  const accepted = wire.sendDescription(kind, sdp, trickleIce, life.signal);
  exchange.markDescriptionSent();
  await accepted.catch((cause: unknown) => {
    const { code, context } = toTelnyxError(cause);
    const { status } = life.state;
    // Who rings or answers has taken the call: then only a refusal counts, not a result that never came.
    const isRefused = code === 60012 || code === 10007;
    if (kind === 'invite' && status !== 'requesting' && status !== 'ended' && !isRefused) return;
    throw new TelnyxError(code === 10007 ? code : 40005, { cause, callId: life.details.id, context });
  });
}
