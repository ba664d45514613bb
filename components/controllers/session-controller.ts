import { type Context, ContextEvent, type ContextType } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SessionSnapshot, TelnyxSession } from '../../src/index.js';
import { type HostHandle, hostContext } from '../session/host-context.js';
import { hostAround } from '../session/host-around.js';
import { idleSnapshot } from '../session/idle-snapshot.js';
import { sessionContext } from '../session/session-context.js';
import { TextDirection } from '../session/text-direction.js';
import { type PresentStrings, ui } from '../strings/ui.js';

export interface SessionControllerOptions {
  /** The element whose session is wanted, instead of one around the part. `null`: there is none yet. */
  source?(): Element | null;
  /** Called with each session the part comes to use; the signal ends with that session's use. */
  onSession?(session: TelnyxSession, signal: AbortSignal): void;
}

/** How long an element that a part names may be missing before that looks like a mistake. */
const PATIENCE_MS = 2000;

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
  /** Aborted when the same is asked for once more. */
  #request = new AbortController();
  #use = new AbortController();
  #isAnswered = false;
  #hasWarned = false;
  readonly #direction = new TextDirection();

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

  /** Whether there is a session, or something around the part that will bring one. */
  get isPlaced(): boolean {
    return this.session !== null || hostAround(this.#host) !== null;
  }

  get strings(): PresentStrings {
    return this.handle?.strings ?? ui;
  }

  hostConnected() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#ask();
    // A provider that is upgraded or connected later announces itself, perhaps a nearer one than has answered.
    const onProvider = (event: Event) => {
      const target = this.#target();
      const isNearest = target && hostAround(target) === event.composedPath()[0];
      if (!this.#isAnswered || isNearest) this.#ask();
    };
    document.addEventListener('context-provider', onProvider, { signal });
    if (!this.#isAnswered) this.#warnOutside();
  }

  hostUpdated() {
    this.#direction.apply(this.#host.shadowRoot, this.strings.direction);
  }

  hostDisconnected() {
    this.#connection.abort();
    this.#request.abort();
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

  #ask() {
    this.#request.abort();
    this.#request = new AbortController();
    this.#askFor(sessionContext, (session) => {
      this.#isAnswered = true;
      if (session !== this.session) this.#useSession(session);
    });
    this.#askFor(hostContext, (handle) => {
      const isReworded = handle?.strings !== this.handle?.strings;
      this.handle = handle;
      this.#update(isReworded);
    });
  }

  #askFor<C extends Context<unknown, unknown>>(context: C, onValue: (value: ContextType<C>) => void) {
    const { signal } = this.#request;
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

  #warnOutside(isLate = false) {
    const target = this.#target();
    if (this.#isAnswered || this.#hasWarned || (target && hostAround(target))) return;
    if (!target && !isLate) {
      // The page may still add the element that it names.
      const timer = setTimeout(() => this.#warnOutside(true), PATIENCE_MS);
      this.#connection.signal.addEventListener('abort', () => clearTimeout(timer));
      return;
    }
    this.#hasWarned = true;
    console.warn(`<${this.#host.localName}> finds no <telnyx-session> around it and stays disabled.`);
  }
}

function isSame<T extends object>(a: T, b: T): boolean {
  return (Object.keys(b) as (keyof T)[]).every((key) => Object.is(a[key], b[key]));
}
