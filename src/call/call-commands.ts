import { METHOD } from '../protocol/methods.js';
import { TelnyxError, toTelnyxError } from '../shared/errors.js';
import type { ServerOffer } from './call.js';
import type { CallLife } from './call-life.js';
import type { CallMedia } from './call-media.js';
import { modifyCall } from './call-modification.js';
import { type AnswerOptions, invalid } from './call-options.js';
import { sendDescription } from './call-setup.js';

/** Callers wait about so long; Telnyx's documentation advises no more than this for another try. */
const RETRY_LIMIT_MS = 25_000;
/** What a visitor can do something about while it rings. */
const PASSING = new Set<number>([42001, 42002, 42003, 60013]);

/**
 * Accepts an inbound call; rejects with the one error that ended it. A microphone that cannot be opened does not
 * end it while the caller still waits: then it rings on.
 */
export async function answerCall(
  offer: ServerOffer,
  { audio, customHeaders }: AnswerOptions,
  life: CallLife,
  media: CallMedia,
): Promise<void> {
  if (audio !== undefined) media.microphone.configure(audio);
  try {
    await media.microphone.prepare(true);
  } catch (error) {
    throw microphoneFailed(toTelnyxError(error), life);
  }
  try {
    const { wire } = life.context;
    const { sendsAudio } = media.microphone;
    wire.dialog = {
      ...wire.dialog,
      ...(customHeaders?.length && { custom_headers: [...customHeaders] }),
      ...(!sendsAudio && { audio: false }),
    };
    offer.isTaken = true;
    const sdp = await media.current.answer(offer.sdp, offer.kind, sendsAudio);
    await sendDescription(offer.kind, sdp, life, media.current);
    life.dispatch({ type: 'answered', at: life.context.clock.now() });
  } catch (error) {
    const failure = toTelnyxError(error);
    if (toTelnyxError(failure.cause).code !== 60006) throw life.fail(failure);
    // The socket broke meanwhile: the server offers the call again on the next one, or has lost it.
    await life.answered.promise;
  }
}

/** Parks a call at the server, or takes it up again. Rejects with 44001. */
export async function holdOrResume(action: 'hold' | 'unhold', life: CallLife): Promise<void> {
  try {
    const { holdState } = await modifyCall(life.context.wire, { action }, life.signal);
    // Only the word `active` is certain; every other one stands for held.
    const isActive = holdState ? holdState === 'active' : action === 'unhold';
    life.dispatch({ type: isActive ? 'resumed' : 'held' });
  } catch (cause) {
    throw new TelnyxError(44001, { cause, callId: life.details.id });
  }
}

const DIGITS = /^[0-9A-D*#,]+$/i;

/** Sends keys to the far end. Rejects with 44002 when there is anything but `0-9 A-D * # ,`. */
export async function sendDigits(digits: string, life: CallLife): Promise<void> {
  if (typeof digits !== 'string' || !DIGITS.test(digits)) {
    throw invalid('digits', 'Only the keys 0-9, A-D, *, # and a comma can be sent.');
  }
  // Some menus play before they answer, which costs nothing.
  if (!life.isUp && life.state.status !== 'early') throw life.wrongState('sent digits');
  await life.context.wire.tell(METHOD.info, { dtmf: digits.toUpperCase() }, life.signal);
}

/** Sends a text along the call's signaling. Rejects with 44002 when it is none. */
export async function sendText(body: string, life: CallLife): Promise<void> {
  if (typeof body !== 'string') throw invalid('text', 'Only a text can be sent.');
  if (!life.isUp) throw life.wrongState('sent a text');
  const msg = { from: '', to: life.details.remoteNumber, body };
  await life.context.wire.tell(METHOD.info, { msg }, life.signal);
}

function microphoneFailed(fault: TelnyxError, life: CallLife): TelnyxError {
  const { id: callId, startedAt } = life.details;
  const { clock, onError } = life.context;
  const retryDeadline = startedAt + RETRY_LIMIT_MS;
  const { code, message, cause } = fault;
  const mayRetry = PASSING.has(code) && clock.now() < retryDeadline && !life.signal.aborted;
  if (!mayRetry) return life.fail(fault);
  const context = { ...fault.context, recoverable: true, retryDeadline };
  const error = new TelnyxError(code, { message, cause, callId, context, fatal: false });
  life.dispatch({ type: 'answer-failed' });
  onError(error);
  return error;
}
