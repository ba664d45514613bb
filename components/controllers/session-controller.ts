import { type Context, ContextEvent, type ContextType } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SessionSnapshot, TelnyxSession } from '../../src/index.js';
import { sessionContext } from '../context.js';
import { type HostHandle, hostContext } from '../session/host-context.js';
import { idleSnapshot } from '../session/idle-snapshot.js';
import { type PresentStrings, ui } from '../strings/ui.js';

export interface SessionControllerOptions {
  /** The element whose session is wanted, instead of one around the part. `null`: there is none yet. */
  source?(): Element | null;
  /** Called with each session the part comes to use; the signal ends with that session's use. */
  onSession?(session: TelnyxSession, signal: AbortSignal): void;
}

/**
 * Gives a part the slice of the session that it shows, and draws it again only when that slice differs.
 * The provider may be defined or connected before or after the part.
 */
export class SessionController<T extends object> implements ReactiveController {
  /** The session, or `null` while there is none. */
  session: TelnyxSession | null = null;
  /** What the host around the part offers; `null` in a page's own provider. */
  handle: HostHandle | null = null;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #select: (snapshot: SessionSnapshot, handle: HostHandle | null) => T;
  readonly #options: SessionControllerOptions;
  #value: T;
  #connection = new AbortController();
  #use = new AbortController();
  #isAnswered = false;
  #hasWarned = false;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    select: (snapshot: SessionSnapshot, handle: HostHandle | null) => T,
    options: SessionControllerOptions = {},
  ) {
    this.#host = host;
    this.#select = select;
    this.#options = options;
    this.#value = select(idleSnapshot, null);
    host.addController(this);
  }

  get value(): T {
    return this.#value;
  }

  get strings(): PresentStrings {
    return this.handle?.strings ?? ui;
  }

  hostConnected() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#request();
    // A provider that is upgraded or connected later announces itself; no consumer is told otherwise.
    const retry = () => {
      if (!this.#isAnswered) this.#request();
    };
    document.addEventListener('context-provider', retry, { signal });
    if (!this.#isAnswered) this.#warnOutside();
  }

  hostDisconnected() {
    this.#connection.abort();
    this.#isAnswered = false;
    this.handle = null;
    this.#useSession(null);
  }

  /** To be called when the source is another one. */
  reconnect() {
    if (!this.#host.isConnected) return;
    this.hostDisconnected();
    this.hostConnected();
  }

  #request() {
    this.#ask(sessionContext, (session) => {
      this.#isAnswered = true;
      if (session !== this.session) this.#useSession(session);
    });
    this.#ask(hostContext, (handle) => {
      const isReworded = handle?.strings !== this.handle?.strings;
      this.handle = handle;
      this.#update(isReworded);
    });
  }

  #ask<C extends Context<unknown, unknown>>(context: C, onValue: (value: ContextType<C>) => void) {
    const { signal } = this.#connection;
    const request = new ContextEvent(
      context,
      this.#host,
      (value, unsubscribe) => {
        if (signal.aborted) unsubscribe?.();
        else onValue(value);
      },
      true,
    );
    this.#target()?.dispatchEvent(request);
  }

  #target(): Element | null {
    return this.#options.source ? this.#options.source() : this.#host;
  }

  #useSession(session: TelnyxSession | null) {
    this.#use.abort();
    this.#use = new AbortController();
    this.session = session;
    const { signal } = this.#use;
    session?.subscribe(() => this.#update(), { signal });
    if (session) this.#options.onSession?.(session, signal);
    this.#update(true);
  }

  #update(isForced = false) {
    const next = this.#select(this.session?.snapshot ?? idleSnapshot, this.handle);
    if (!isForced && isSame(this.#value, next)) return;
    this.#value = next;
    this.#host.requestUpdate();
  }

  #warnOutside() {
    const target = this.#target();
    if (this.#hasWarned || (target && isInsideHost(target))) return;
    this.#hasWarned = true;
    console.warn(`<${this.#host.localName}> finds no <telnyx-session> around it and stays disabled.`);
  }
}

const hosts = /^telnyx-(session|ai-agent|dialer)$/;

/** Also true for a host that is not upgraded yet, or has not loaded what provides its session. */
function isInsideHost(element: Element): boolean {
  for (let node: Node | null = element; node; node = parentOf(node)) {
    if (node instanceof Element && hosts.test(node.localName)) return true;
  }
  return false;
}

const parentOf = (node: Node) => node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);

function isSame<T extends object>(a: T, b: T): boolean {
  return (Object.keys(b) as (keyof T)[]).every((key) => Object.is(a[key], b[key]));
}
