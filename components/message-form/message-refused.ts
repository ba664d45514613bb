import type { TelnyxError } from '../../src/index.js';
import { FailureReport } from '../session/failure-report.js';
import { messages } from '../strings/messages.js';
import type { PresentStrings } from '../strings/table.js';

/** Tells page and developer that a message was not sent, and gives the words for the visitor. */
export function reportRefusal(form: HTMLElement, error: TelnyxError, strings: PresentStrings): string {
  new FailureReport(form).error(error);
  const words = { ...messages, ...strings };
  return error.code === 60016 ? words.messageTooLong : words.messageNotSent;
}
