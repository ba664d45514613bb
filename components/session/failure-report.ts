import type { TelnyxError } from '../../src/index.js';
import { type ErrorDetail, TelnyxErrorEvent, TelnyxWarningEvent } from '../events.js';
import { OfficialEvent } from '../official-event.js';
import { localError } from './local-error.js';

const invalidAttribute = { code: 60002, name: 'INVALID_ATTRIBUTE', fatal: false } as const;

/** Tells page and developer about failures: each one once, however many ways it came. */
export class FailureReport {
  readonly #element: HTMLElement;
  readonly #told = new WeakSet<Error>();
  readonly #toldAttributes = new Set<string>();

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  error(error: TelnyxError) {
    if (this.#told.has(error)) return;
    this.#told.add(error);
    const line = this.#line(error);
    if (error.fatal) console.error(line);
    else console.warn(line);
    const event = new TelnyxErrorEvent(detailOf(error));
    this.#element.dispatchEvent(event);
    const official = new OfficialEvent('agent.error', { error });
    this.#element.dispatchEvent(official);
  }

  warning(warning: TelnyxError) {
    if (this.#told.has(warning)) return;
    this.#told.add(warning);
    console.warn(this.#line(warning));
    const { fatal: _, ...detail } = detailOf(warning);
    const event = new TelnyxWarningEvent(detail);
    this.#element.dispatchEvent(event);
  }

  /** An attribute whose default applies instead. */
  attribute(name: string, message: string) {
    if (this.#toldAttributes.has(message)) return;
    this.#toldAttributes.add(message);
    this.error(Object.assign(localError({ ...invalidAttribute, message }), { context: { attribute: name } }));
  }

  #line({ code, name, message }: TelnyxError): string {
    return `<${this.#element.localName}> ${name} (${code}): ${message}`;
  }
}

function detailOf({ code, name, message, fatal, callId }: TelnyxError): ErrorDetail {
  return { code, name, message, fatal, ...(callId !== undefined && { callId }) };
}
