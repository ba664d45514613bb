import type { TelnyxError } from '../../src/index.js';
import { type ErrorDetail, TelnyxErrorEvent, TelnyxWarningEvent } from '../events.js';
import { OfficialEvent } from '../official-event.js';

/** Tells page and developer about failures: each one once, however many ways it came. */
export class FailureReport {
  readonly #element: HTMLElement;
  readonly #told = new WeakSet<Error>();

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  error(error: TelnyxError) {
    if (!this.#isNews(error)) return;
    if (error.fatal) console.error(this.#line(error));
    else console.warn(this.#line(error));
    const event = new TelnyxErrorEvent(detailOf(error));
    this.#element.dispatchEvent(event);
    const official = new OfficialEvent('agent.error', { error });
    this.#element.dispatchEvent(official);
  }

  warning(warning: TelnyxError) {
    if (!this.#isNews(warning)) return;
    console.warn(this.#line(warning));
    const { fatal: _, ...detail } = detailOf(warning);
    const event = new TelnyxWarningEvent(detail);
    this.#element.dispatchEvent(event);
  }

  #isNews(error: TelnyxError): boolean {
    const isNews = !this.#told.has(error);
    this.#told.add(error);
    return isNews;
  }

  #line({ code, name, message }: TelnyxError): string {
    return `<${this.#element.localName}> ${name} (${code}): ${message}`;
  }
}

function detailOf({ code, name, message, fatal, callId }: TelnyxError): ErrorDetail {
  return { code, name, message, fatal, ...(callId !== undefined && { callId }) };
}
