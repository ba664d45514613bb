import type { AudioLevels } from '../media/audio-levels.js';
import type { Clock } from '../shared/clock.js';
import { type ReadableStore, Store } from '../shared/store.js';
import type { AgentLatency, AgentState } from './transcript-item.js';

export interface AgentActivitySnapshot {
  readonly state: AgentState;
  readonly latency: AgentLatency;
}

/** Loudness from which the far end counts as speaking; comfort noise stays an order of magnitude below. */
const SPEECH_LEVEL = 0.01;
/** Pauses between words are shorter than this, pauses between turns longer. */
const SPEECH_HANGOVER_MS = 450;
/** An agent that has not spoken by then will not: the visitor may talk again. */
const THINKING_LIMIT_MS = 25_000;

const NO_LATENCY: AgentLatency = { greetingMs: null, userPerceivedMs: null };

/**
 * Derives what the agent is doing. No message tells it: text runs ahead of the voice, so "speaking" comes from
 * the sound alone, and "thinking" from a finished turn of the visitor that has not been answered by sound yet.
 */
export class AgentActivity {
  readonly #clock: Clock;
  readonly #store = new Store<AgentActivitySnapshot>({ state: 'idle', latency: NO_LATENCY });
  #answeredAt: number | null = null;
  #speakingSince: number | null = null;
  #turnEndedAt: number | null = null;
  #hasReplyBegun = false;
  #visitorHeardAt: number | null = null;
  #agentHeardAt: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get store(): ReadableStore<AgentActivitySnapshot> {
    return this.#store;
  }

  /** True while words of the agent are there and their sound is not. */
  get isSoundDue(): boolean {
    const isSilent = this.#store.value.state === 'thinking' || this.#agentHeardAt === null;
    return this.#hasReplyBegun && isSilent;
  }

  callAnswered(): void {
    this.#answeredAt = this.#clock.now();
    this.#hasReplyBegun = false;
    this.#turnEndedAt = null;
    this.#agentHeardAt = null;
    this.#visitorHeardAt = null;
    this.#store.set({ state: 'listening', latency: NO_LATENCY });
  }

  callEnded(): void {
    this.#answeredAt = null;
    this.#set({ state: 'idle' });
  }

  /** The visitor finished a spoken or typed turn. A spoken one ended when the microphone fell silent. */
  turnEnded(kind: 'spoken' | 'typed'): void {
    if (this.#answeredAt === null) return;
    const now = this.#clock.now();
    const endedAt = kind === 'spoken' ? (this.#visitorHeardAt ?? now) : now;
    const { state, latency } = this.#store.value;
    if (state === 'speaking' && this.#speakingSince !== null && endedAt <= this.#speakingSince) {
      // The text of a turn came later than the voice that answers it.
      this.#set({ latency: { ...latency, userPerceivedMs: this.#speakingSince - endedAt } });
      return;
    }
    this.#turnEndedAt = endedAt;
    this.#hasReplyBegun = false;
    if (state === 'listening') this.#set({ state: 'thinking' });
  }

  /** The turn that was to be answered never reached the agent. */
  turnTakenBack(): void {
    this.#turnEndedAt = null;
    if (this.#store.value.state === 'thinking') this.#set({ state: 'listening' });
  }

  /** The first words of an answer arrived: sound from now on belongs to it, without a pause in between too. */
  replyBegan(): void {
    this.#hasReplyBegun = true;
  }

  heard({ input, output }: AudioLevels): void {
    if (this.#answeredAt === null) return;
    const now = this.#clock.now();
    if (input > SPEECH_LEVEL) this.#visitorHeardAt = now;
    if (output > SPEECH_LEVEL) {
      this.#agentHeardAt = now;
      // Sound that goes on is still the earlier answer, also while the visitor speaks into it.
      const isAnswer = this.#turnEndedAt !== null && this.#hasReplyBegun;
      if (isAnswer || this.#store.value.state !== 'speaking') this.#startSpeaking(now);
    } else if (now - (this.#agentHeardAt ?? 0) > SPEECH_HANGOVER_MS) {
      this.#set({ state: this.#isThinking(now) ? 'thinking' : 'listening' });
    }
  }

  #startSpeaking(now: number): void {
    const { latency } = this.#store.value;
    const greetingMs = latency.greetingMs ?? now - (this.#answeredAt ?? now);
    const userPerceivedMs = this.#turnEndedAt === null ? latency.userPerceivedMs : now - this.#turnEndedAt;
    this.#turnEndedAt = null;
    this.#speakingSince = now;
    this.#set({ state: 'speaking', latency: { greetingMs, userPerceivedMs } });
  }

  #isThinking(now: number): boolean {
    return this.#turnEndedAt !== null && now - this.#turnEndedAt < THINKING_LIMIT_MS;
  }

  #set(news: Partial<AgentActivitySnapshot>): void {
    const current = this.#store.value;
    const next = { ...current, ...news };
    const isSame =
      next.state === current.state &&
      next.latency.greetingMs === current.latency.greetingMs &&
      next.latency.userPerceivedMs === current.latency.userPerceivedMs;
    if (!isSame) this.#store.set(Object.freeze(next));
  }
}
