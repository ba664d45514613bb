import { type PropertyDeclarations, type PropertyValues, ReactiveElement } from 'lit';
import type { CallSnapshot, SessionStatus, TelnyxError, TelnyxSession } from '../../src/index.js';
import type { Strings } from '../strings/ui.js';
import type { ErrorDetail } from '../error-event.js';
import { flags, reflectedTexts, texts } from './attributes.js';
import { hasLeftCall } from './has-left-call.js';
import { hostContext } from './host-context.js';
import { leaving } from './leaving.js';
import { listenForCommands } from './listen-for-commands.js';
import { type Engine, engineLoadFailed, loadEngine } from './load-engine.js';
import { localError } from './local-error.js';
import { announce, provideContexts } from './provide-contexts.js';
import { sessionContext } from './session-context.js';
import type { SessionLink } from './session-link.js';
import { textAccessors } from './text-accessors.js';

interface Converter {
  fromAttribute?(value: null): unknown;
}

/**
 * What `<telnyx-session>` and the large elements share: attributes of the connection, the session and its
 * state, and the wait for intent. Nothing of a session is loaded or opened before the visitor points at,
 * focuses or touches the element.
 *
 * Every attribute is also a camelCase property. Templates are not among what is shared: they would weigh on every
 * page before the first gesture.
 */
export abstract class SessionHost extends ReactiveElement {
  static override properties: PropertyDeclarations = {
    ...texts(
      'gateway-url environment region trickle-ice ice-servers rtc-ip rtc-port skip-last-voice-sdk-id prewarm',
    ),
    ...reflectedTexts('theme'),
    ...flags('force-relay debug'),
    strings: { attribute: false },
  };

  protected static override getPropertyDescriptor(
    ...[name, key, options]: Parameters<typeof ReactiveElement.getPropertyDescriptor>
  ) {
    return textAccessors(super.getPropertyDescriptor(name, key, options), options);
  }

  /** @attr gateway-url - `wss://…`, or a path of this page's own server. Default: Telnyx's gateway. */
  declare gatewayUrl: string;
  /** @attr environment - `production` (default) or `development`. */
  declare environment: '' | 'production' | 'development';
  /** @attr region - A Telnyx region such as `eu`; default `auto`. */
  declare region: string;
  /** @attr trickle-ice - On unless `"false"`. */
  declare trickleIce: string | boolean;
  /** @attr ice-servers - JSON array of RTCIceServer that replaces Telnyx's STUN and TURN servers. */
  declare iceServers: string | readonly RTCIceServer[];
  /** @attr force-relay - Sends media through TURN servers only. */
  declare forceRelay: boolean;
  /** @attr debug - Logs each step to the console. */
  declare debug: boolean;
  /** @attr rtc-ip - Private signaling host; together with `rtc-port`. */
  declare rtcIp: string;
  /** @attr rtc-port - Its port, 1 to 65535. */
  declare rtcPort: string;
  /** @attr skip-last-voice-sdk-id - Avoids the media node of the last session; on by default for agents. */
  declare skipLastVoiceSdkId: string | boolean;
  /** @attr prewarm - When to load and connect: `intent` (default), `eager`, or `off` for not before the start. */
  declare prewarm: '' | 'intent' | 'eager' | 'off';
  /** @attr theme - `auto` (default), `light` or `dark`. */
  declare theme: '' | 'auto' | 'light' | 'dark';
  /** Replaces any text of the user interface. */
  declare strings: Partial<Strings> | null;

  /** Present from the first intent on. */
  protected link: SessionLink | null = null;
  /**
   * True while calls are impossible, for example because what they need could not be loaded.
   * @internal
   */
  isUnavailable = false;
  /**
   * Gives a value to whatever stands inside; `null` until the link has one.
   * @internal
   */
  readonly provide = provideContexts(
    this,
    new Map<unknown, unknown>([
      [sessionContext, null],
      [hostContext, null],
    ]),
  );
  /**
   * Whether the visitor has pointed at, focused or touched the element so far.
   * @internal
   */
  hasSeenIntent = false;
  #loading: Promise<SessionLink> | null = null;

  constructor() {
    super();
    for (const [name, { converter }] of (this.constructor as typeof SessionHost).elementProperties) {
      Object.assign(this, { [name]: (converter as Converter | undefined)?.fromAttribute?.(null) });
    }
    for (const type of ['pointerenter', 'focusin', 'touchstart']) {
      this.addEventListener(type, this.#onIntent, { passive: true });
    }
    this.addEventListener('command', (event) => {
      // A failed load has been told.
      this.loadLink().then((link) => link.obey((event as CommandEvent).command), ignore);
    });
  }

  /**
   * Whether the page's own way to reach its owner is shown, because calls are impossible: so they are in a browser
   * without WebRTC, or without the latest of what the core rests on.
   * @internal
   */
  get isFallbackShown(): boolean {
    return this.isUnavailable || !('RTCPeerConnection' in window && 'any' in AbortSignal);
  }

  /** The session, or `null` before the first intent. */
  get session(): TelnyxSession | null {
    return this.link?.session ?? null;
  }

  /** Where the session is. */
  get status(): SessionStatus {
    return this.link?.snapshot.status ?? 'idle';
  }

  /** The call in progress, else the one that ended last, else `null`. */
  get call(): CallSnapshot | null {
    return this.link?.call ?? null;
  }

  /** The failure that holds now, or `null`. */
  get error(): TelnyxError | null {
    return this.link?.error ?? null;
  }

  override connectedCallback() {
    super.connectedCallback();
    listenForCommands(this);
    announce(this, sessionContext);
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.size > 0) this.link?.attributesChanged();
  }

  protected override firstUpdated() {
    if (this.prewarm === 'eager' || hasLeftCall()) this.warmUp();
    // A failed load is told; the link takes the session over, if it is the same.
    for (const { localName } of leaving.keys())
      if (localName === this.localName) this.loadLink().catch(ignore);
  }

  /**
   * Loads the core. A page or a test with an engine of its own overrides it.
   * @internal
   */
  loadEngine(): Promise<Engine> {
    return loadEngine();
  }

  /**
   * Starts a call for a part inside, with what the attributes say; the destination wins over theirs.
   * @internal
   */
  async startCall(destination: string): Promise<unknown> {
    const link = await this.loadLink();
    return link.startCall(destination);
  }

  /** Loads what connects this element to a session. */
  protected abstract createLink(): Promise<SessionLink>;

  /** The link, if anybody has asked for it so far. */
  protected get requestedLink(): Promise<SessionLink> | null {
    return this.#loading;
  }

  /** The link, loaded once. A failed load is told, and tried again the next time. */
  protected loadLink(): Promise<SessionLink> {
    this.#loading ??= this.createLink().then(
      (link) => {
        this.link = link;
        this.addController(link);
        // Removed while it loaded: nobody else would tell the link.
        if (!this.isConnected) link.hostDisconnected();
        return link;
      },
      (cause: unknown) => {
        this.#loading = null;
        // There is nothing to draw in before it has been in the document.
        const detail = this.shadowRoot ? engineLoadFailed : neverInDocument;
        this.isUnavailable = detail.fatal;
        this.requestUpdate();
        // As a TelnyxErrorEvent, whose class comes with the link that could not be loaded.
        const event = new CustomEvent<ErrorDetail>('telnyx-error', { bubbles: true, composed: true, detail });
        this.dispatchEvent(event);
        console.error('telnyx-elements:', detail.fatal ? cause : detail.message);
        throw localError(detail, cause);
      },
    );
    return this.#loading;
  }

  /** Loads everything and opens the connection, without the microphone. Failures wait for the start to be told. */
  protected warmUp() {
    void Promise.allSettled([this.loadLink(), this.loadEngine()]).then(() => {
      // It may have been removed meanwhile, and nobody would close what is opened now.
      if (this.isConnected) void this.link?.prewarm();
    });
  }

  readonly #onIntent = () => {
    this.hasSeenIntent = true;
    if (this.prewarm !== 'off') this.warmUp();
  };
}

const neverInDocument = {
  code: 60010,
  name: 'INVALID_STATE',
  message: 'Put the element into the document first.',
  fatal: false,
} as const;

const ignore = () => undefined;
