import { randomUUID } from 'node:crypto';

import type { Clock } from '../clock.js';
import type { Converse } from './spoken-response.js';

const NAME = 'get_page_title';
/** As long as Telnyx's portal waits for a client tool by default. */
const TIMEOUT_MS = 5000;

/** The one client tool that the assistant knows: `get_page_title`, answered by the page. */
export class TitleTool {
  readonly #clock: Clock;
  readonly #converse: Converse;
  readonly #waiting = new Map<string, (title: string | null) => void>();

  constructor(clock: Clock, converse: Converse) {
    this.#clock = clock;
    this.#converse = converse;
  }

  /** Resolves with the title, or `null` when the page refuses, is too slow, or `signal` is aborted. */
  ask(signal: AbortSignal): Promise<string | null> {
    const callId = `call_${randomUUID()}`;
    this.#converse({
      type: 'conversation.item.created',
      item: { type: 'function_call', call_id: callId, name: NAME, arguments: '{}' },
    });
    return new Promise((resolve) => {
      const settle = (title: string | null) => {
        this.#waiting.delete(callId);
        resolve(title);
      };
      this.#waiting.set(callId, settle);
      signal.addEventListener('abort', () => {
        settle(null);
      });
      this.#clock.after(
        TIMEOUT_MS,
        () => {
          settle(null);
        },
        signal,
      );
    });
  }

  /** Takes a tool's output: the title as text, `{"title":…}`, or `{"error":…}`. */
  onOutput(callId: string, output: string): void {
    this.#waiting.get(callId)?.(readTitle(output));
  }
}

function readTitle(output: string): string | null {
  try {
    const value: unknown = JSON.parse(output);
    if (typeof value === 'string') return value;
    if (typeof value !== 'object' || value === null || 'error' in value) return null;
    return 'title' in value ? String(value.title) : output;
  } catch {
    return output;
  }
}
