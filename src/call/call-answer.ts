import { TelnyxError, toTelnyxError } from '../shared/errors.js';
import type { CallLife } from './call-life.js';
import type { CallMedia } from './call-media.js';
import type { AnswerOptions } from './call-options.js';
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
  offer: string,
  { audio, customHeaders }: AnswerOptions,
  life: CallLife,
  media: CallMedia,
): Promise<void> {
  if (audio !== undefined) media.microphone.configure(audio);
  try {
    await media.microphone.prepare();
  } catch (error) {
    throw microphoneFailed(toTelnyxError(error), life);
  }
  try {
    if (customHeaders?.length) life.context.wire.addHeaders(customHeaders);
    const sdp = await media.current.answer(offer);
    await sendDescription('answer', sdp, life, media.current);
    life.dispatch({ type: 'answered', at: life.context.clock.now() });
  } catch (error) {
    throw life.fail(toTelnyxError(error));
  }
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
