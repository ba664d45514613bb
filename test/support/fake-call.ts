import type {
  AudioLevels,
  Call,
  CallCause,
  CallEnd,
  CallOptions,
  CallSnapshot,
  TelnyxError,
} from '../../src/index.js';
import { Store } from '../../src/shared/store.js';

const NORMAL: CallCause = { cause: 'NORMAL_CLEARING', causeCode: 16, sipCode: 200, sipReason: 'OK' };

/** What hosts use of a call; the rest of the class is between the core's own files. */
type PublicCall = Pick<
  Call,
  | 'id'
  | 'levels'
  | 'snapshot'
  | 'state'
  | 'answered'
  | 'ended'
  | 'peerConnection'
  | 'subscribe'
  | 'answer'
  | 'hangup'
  | 'hold'
  | 'resume'
  | 'mute'
  | 'unmute'
  | 'sendDigits'
  | 'sendInfo'
>;

/** A call whose far end is the test. */
export class FakeCall implements PublicCall {
  readonly id: string;
  readonly options: CallOptions;
  readonly answered: Promise<CallSnapshot>;
  readonly ended: Promise<CallEnd>;
  readonly peerConnection = null;
  readonly levels = new Store<AudioLevels>({ input: 0, output: 0 });
  /** What `sendDigits()` was given. */
  readonly digits: string[] = [];
  #snapshot: CallSnapshot;
  readonly #onChange: () => void;
  readonly #listeners = new Set<(snapshot: CallSnapshot) => void>();
  #resolveAnswered!: (snapshot: CallSnapshot) => void;
  #rejectAnswered!: (error: TelnyxError) => void;
  #resolveEnded!: (end: CallEnd) => void;

  constructor(id: string, options: CallOptions, onChange: () => void) {
    this.id = id;
    this.options = options;
    this.#onChange = onChange;
    this.answered = new Promise((resolve, reject) => {
      this.#resolveAnswered = resolve;
      this.#rejectAnswered = reject;
    });
    this.answered.catch(() => undefined);
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.#snapshot = {
      id,
      direction: 'outbound',
      state: 'requesting',
      remoteName: '',
      remoteNumber: options.destination ?? '',
      startedAt: Date.now(),
      answeredAt: null,
      endedAt: null,
      isMuted: options.muted === true,
      isHeld: false,
      telnyxCallControlId: null,
      telnyxSessionId: null,
      telnyxLegId: null,
      recovered: false,
      customHeaders: [],
    };
  }

  get snapshot(): CallSnapshot {
    return this.#snapshot;
  }

  get state() {
    return this.#snapshot.state;
  }

  /** The far end answers, `agoMs` before now. */
  accept(agoMs = 0) {
    this.patch({ state: 'active', answeredAt: Date.now() - agoMs });
    this.#resolveAnswered(this.#snapshot);
  }

  /** The call fails before its answer. */
  refuse(error: TelnyxError) {
    this.#end(NORMAL);
    this.#rejectAnswered(error);
  }

  patch(change: Partial<CallSnapshot>) {
    this.#snapshot = Object.freeze({ ...this.#snapshot, ...change });
    for (const listener of this.#listeners) listener(this.#snapshot);
    this.#onChange();
  }

  subscribe(listener: (snapshot: CallSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  hangup(): Promise<void> {
    const { answeredAt } = this.#snapshot;
    this.#end(NORMAL);
    if (answeredAt === null) {
      const context = { cause: 'ORIGINATOR_CANCEL' };
      this.#rejectAnswered(Object.assign(fakeError(60007, 'CALL_NOT_ANSWERED'), { context }));
    }
    return Promise.resolve();
  }

  mute() {
    this.patch({ isMuted: true });
  }

  unmute() {
    this.patch({ isMuted: false });
  }

  answer = () => {
    // As a real one: it is on its way before it is there.
    this.patch({ state: 'answering' });
    this.accept();
    return Promise.resolve();
  };

  hold = () => {
    this.patch({ state: 'held', isHeld: true });
    return Promise.resolve();
  };

  resume = () => {
    this.patch({ state: 'active', isHeld: false });
    return Promise.resolve();
  };

  sendDigits = (digits: string) => {
    this.digits.push(digits);
    return Promise.resolve();
  };

  sendInfo = () => Promise.resolve();

  #end(cause: CallCause) {
    const endedAt = Date.now();
    this.patch({ state: 'ended', endedAt, cause });
    const { answeredAt } = this.#snapshot;
    const durationMs = answeredAt === null ? 0 : endedAt - answeredAt;
    this.#resolveEnded({ ...cause, call: this.#snapshot, durationMs });
  }
}

/** An error as the core makes them. */
export function fakeError(
  code: TelnyxError['code'],
  name: TelnyxError['name'],
  message = `The test's ${name}.`,
): TelnyxError {
  const fields = { code, name, fatal: true, callId: undefined, context: {} };
  const error: unknown = Object.assign(new Error(message), fields);
  return error as TelnyxError;
}
