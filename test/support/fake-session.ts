import type { Engine } from '../../components/session/load-engine.js';
import { idleSnapshot } from '../../components/session/idle-snapshot.js';
import type {
  AudioLevels,
  CallOptions,
  CallSnapshot,
  ClientToolHandler,
  ReadableStore,
  SessionSnapshot,
  SubscribeOptions,
  TelnyxError,
  TelnyxSession,
  TelnyxSessionOptions,
  TranscriptItem,
} from '../../src/index.js';
import { checkMessage } from '../../src/assistant/message-content.js';
import { sessionKey } from '../../src/session/session-key.js';
import { FakeCall } from './fake-call.js';

class FakeStore<T> implements ReadableStore<T> {
  value: T;
  readonly listeners = new Set<(value: T) => void>();

  constructor(value: T) {
    this.value = value;
  }

  set(value: T) {
    this.value = value;
    for (const listener of [...this.listeners]) listener(value);
  }

  subscribe(listener: (value: T) => void, { signal }: SubscribeOptions = {}): () => void {
    this.listeners.add(listener);
    const stop = () => void this.listeners.delete(listener);
    signal?.addEventListener('abort', stop);
    return stop;
  }
}

/** A session whose gateway is the test: it shows what it is told to. */
export class FakeSession implements Pick<TelnyxSession, keyof TelnyxSession> {
  readonly options: TelnyxSessionOptions | null;
  readonly levels = new FakeStore<AudioLevels>({ input: 0, output: 0 });
  readonly sent: string[] = [];
  /** The images of each message in `sent`. */
  readonly sentImages: (readonly string[])[] = [];
  /** What `updateToken()` was given. */
  readonly tokens: string[] = [];
  readonly tools = new Map<string, ClientToolHandler>();
  readonly calls: FakeCall[] = [];
  /** The keys whose tones were played. */
  readonly keyTones: string[] = [];
  #shown: readonly FakeCall[] = [];
  prewarmCount = 0;
  resumeCount = 0;
  /** False for a gateway that never answers. */
  answersLogins = true;
  /** Who the token is for. */
  user: string | null = null;
  /** What `connect()` rejects with. */
  refusal: TelnyxError | null = null;
  /** Answers calls at once. */
  answersCalls = true;
  readonly #store: FakeStore<SessionSnapshot>;

  constructor(options: TelnyxSessionOptions | null = null, snapshot: Partial<SessionSnapshot> = {}) {
    this.options = options;
    this.#store = new FakeStore(Object.freeze({ ...idleSnapshot, ...snapshot }));
  }

  get snapshot(): SessionSnapshot {
    return this.#store.value;
  }

  get status() {
    return this.snapshot.status;
  }

  get listenerCount(): number {
    return this.#store.listeners.size;
  }

  /** The call made last. */
  get lastCall(): FakeCall {
    const call = this.calls.at(-1);
    if (!call) throw new Error('No call was made.');
    return call;
  }

  /** The session as the elements' types want it. */
  get asSession(): TelnyxSession {
    return this as unknown as TelnyxSession;
  }

  patch(change: Partial<SessionSnapshot>) {
    this.#store.set(Object.freeze({ ...this.snapshot, ...change }));
  }

  /** Adds an item to the transcript, or replaces the one of its id. */
  say(item: Partial<TranscriptItem> & Pick<TranscriptItem, 'id'>) {
    const { transcript } = this.snapshot;
    const before = transcript.find(({ id }) => id === item.id);
    const defaults: TranscriptItem = {
      id: item.id,
      role: 'assistant',
      text: '',
      status: 'final',
      timestamp: 0,
    };
    const next = Object.freeze({ ...defaults, ...before, ...item });
    const replaced = transcript.map((each) => (each === before ? next : each));
    this.patch({ transcript: before ? replaced : [...transcript, next] });
  }

  subscribe(listener: (snapshot: SessionSnapshot) => void, options?: SubscribeOptions): () => void {
    return this.#store.subscribe(listener, options);
  }

  connect(): Promise<void> {
    if (!this.answersLogins) {
      this.patch({ status: 'connecting' });
      return new Promise(() => undefined);
    }
    if (this.refusal) {
      this.patch({ status: 'failed', error: this.refusal });
      return Promise.reject(this.refusal);
    }
    const { auth } = this.options ?? {};
    const user = auth && 'login' in auth ? auth.login : this.user;
    // One after the other, as the real one.
    this.patch({ user });
    this.patch({ status: 'ready', error: null, dc: 'test-dc', region: 'eu', callReportId: 'report-1' });
    return Promise.resolve();
  }

  disconnect() {
    this.patch({ status: 'idle', user: null });
  }

  call(options: CallOptions = {}) {
    const call = this.#add(new FakeCall(`call-${this.calls.length + 1}`, options, () => this.#showCalls()));
    if (this.answersCalls) call.accept();
    return call as unknown as ReturnType<TelnyxSession['call']>;
  }

  getCall(id: string) {
    return (this.calls.find((call) => call.id === id) ?? null) as unknown as ReturnType<
      TelnyxSession['getCall']
    >;
  }

  sendMessage(text: string, { images = [] }: { readonly images?: readonly string[] } = {}): Promise<void> {
    this.sent.push(text);
    this.sentImages.push(images);
    return Promise.resolve();
  }

  clearTranscript() {
    this.patch({ transcript: [] });
  }

  registerClientTool(name: string, handler: ClientToolHandler) {
    this.tools.set(name, handler);
  }

  unregisterClientTool(name: string): boolean {
    return this.tools.delete(name);
  }

  getClientTools(): string[] {
    return [...this.tools.keys()];
  }

  prewarm() {
    this.prewarmCount += 1;
  }

  resumeAudio(): Promise<void> {
    this.resumeCount += 1;
    this.patch({ isAudioBlocked: false });
    return Promise.resolve();
  }

  diagnostics() {
    return { status: this.status };
  }

  setMicrophone: TelnyxSession['setMicrophone'] = () => Promise.resolve();
  setSpeaker: TelnyxSession['setSpeaker'] = () => Promise.resolve();
  setRinger: TelnyxSession['setRinger'] = () => undefined;
  setVolume(volume: number) {
    this.patch({ devices: { ...this.snapshot.devices, volume } });
  }
  refreshDevices = () => Promise.resolve();
  playKeyTone(key: string): Promise<void> {
    this.keyTones.push(key);
    return Promise.resolve();
  }

  updateToken(token: string): Promise<void> {
    this.tokens.push(token);
    return Promise.resolve();
  }

  reconnectNow = () => undefined;

  /** Somebody calls; `prepare` has the call before anybody hears of it. */
  ring(change: Partial<CallSnapshot> = {}, prepare: (call: FakeCall) => void = () => undefined): FakeCall {
    const call = new FakeCall(`call-${this.calls.length + 1}`, {}, () => this.#showCalls());
    call.patch({
      direction: 'inbound',
      state: 'ringing',
      remoteName: 'Grace',
      remoteNumber: '+15550001111',
      ...change,
    });
    prepare(call);
    return this.#add(call);
  }

  #add(call: FakeCall): FakeCall {
    this.#shown = [...this.#shown.filter(({ state }) => state !== 'ended'), call];
    this.calls.push(call);
    this.#showCalls();
    return call;
  }

  /** As the core: the live calls, and an ended one until the next begins. */
  #showCalls() {
    this.patch({ calls: this.#shown.map(({ snapshot }) => snapshot) });
  }
}

/** A call engine whose sessions are fakes, shared by equal options as the real ones are. */
export class FakeEngine implements Engine {
  readonly sessions: FakeSession[] = [];
  /** How many shares of sessions were given back. */
  releaseCount = 0;
  readonly #onRelease: (() => void)[] = [];
  readonly #onAcquire: (() => void)[] = [];
  readonly #configure: (session: FakeSession) => void;

  constructor(configure: (session: FakeSession) => void = () => undefined) {
    this.#configure = configure;
  }

  /** The session acquired last. */
  get session(): FakeSession {
    const session = this.sessions.at(-1);
    if (!session) throw new Error('No session was acquired.');
    return session;
  }

  sessionKey = sessionKey;
  checkMessage = checkMessage;

  /** Whether an earlier page was left during a call. */
  isCallLeft = false;
  hasRecoverableCall = () => this.isCallLeft;

  acquireSession = (options: TelnyxSessionOptions) => {
    const key = sessionKey(options);
    let session = this.sessions.find((each) => each.options && sessionKey(each.options) === key);
    if (!session) {
      session = new FakeSession(options);
      this.#configure(session);
      this.sessions.push(session);
    }
    for (const resolve of this.#onAcquire.splice(0)) resolve();
    return {
      session: session.asSession,
      release: () => {
        this.releaseCount += 1;
        for (const resolve of this.#onRelease.splice(0)) resolve();
      },
    };
  };

  /** Resolves when a session has been acquired. */
  acquired(): Promise<void> {
    if (this.sessions.length > 0) return Promise.resolve();
    return new Promise((resolve) => this.#onAcquire.push(resolve));
  }

  /** Resolves when the next share is given back. */
  released(): Promise<void> {
    return new Promise((resolve) => this.#onRelease.push(resolve));
  }
}
