import type { CallSnapshot } from '../../src/index.js';
import { isRecord } from '../session/attribute-reader.js';
import { callDurationMs } from '../session/current-call.js';

export type CallOutcome = 'outgoing' | 'incoming' | 'missed';

/** One call that is over. */
export interface HistoryEntry {
  /** The call; missing in what was stored by an earlier version. */
  readonly id?: string;
  readonly name: string;
  readonly number: string;
  readonly outcome: CallOutcome;
  /** When it began, in epoch milliseconds. */
  readonly at: number;
  readonly durationMs: number;
}

export type HistoryMode = 'off' | 'session' | 'local';

const MOST_ENTRIES = 100;

/** The calls of a phone, newest first: kept for this tab, for this site, or not at all. */
export class CallHistory {
  readonly #mode: HistoryMode;
  readonly #key: string;
  #entries: readonly HistoryEntry[] = [];

  /** `owner` tells the phones of one site apart; it is the user, never a secret. */
  constructor(mode: HistoryMode, owner: string) {
    this.#mode = mode;
    this.#key = `telnyx-elements:history:${owner}`;
    this.#entries = this.#read();
  }

  get entries(): readonly HistoryEntry[] {
    return this.#entries;
  }

  /** Adds a call that is over, once: several phones may share it, and the list. */
  add(call: CallSnapshot): void {
    if (this.#mode === 'off') return;
    const entry: HistoryEntry = {
      id: call.id,
      name: call.remoteName,
      number: call.remoteNumber,
      outcome: outcomeOf(call),
      at: call.startedAt,
      durationMs: callDurationMs(call, Date.now()),
    };
    // Read anew, because another tab or phone may have added its own.
    this.#entries = this.#read();
    if (this.#entries.some(({ id }) => id === call.id)) return;
    this.#write([entry, ...this.#entries].slice(0, MOST_ENTRIES));
  }

  clear(): void {
    this.#write([]);
  }

  #read(): readonly HistoryEntry[] {
    try {
      const value: unknown = JSON.parse(this.#storage?.getItem(this.#key) ?? '[]');
      return Array.isArray(value) ? value.filter(isEntry).slice(0, MOST_ENTRIES) : [];
    } catch {
      // Closed to this page, or not ours: the list of this visit is kept in memory.
      return this.#entries;
    }
  }

  #write(entries: readonly HistoryEntry[]) {
    this.#entries = entries;
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(entries));
    } catch {
      // Full or closed: as above.
    }
  }

  get #storage(): Storage | null {
    if (this.#mode === 'off') return null;
    return this.#mode === 'local' ? localStorage : sessionStorage;
  }
}

/** What became of a call that is over. */
export function outcomeOf({ direction, answeredAt, cause }: CallSnapshot): CallOutcome {
  if (direction === 'outbound') return 'outgoing';
  // What this side declines goes to the caller as busy.
  return answeredAt === null && cause?.cause !== 'USER_BUSY' ? 'missed' : 'incoming';
}

/** Whatever runs on this site can have written it. */
function isEntry(value: unknown): value is HistoryEntry {
  return (
    isRecord(value) &&
    typeof value.name === 'string' &&
    typeof value.number === 'string' &&
    ['outgoing', 'incoming', 'missed'].includes(value.outcome as string) &&
    Number.isFinite(value.at) &&
    Number.isFinite(value.durationMs)
  );
}
