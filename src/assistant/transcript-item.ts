/** One message of the conversation. The text of one item grows in place while it is `partial`. */
export interface TranscriptItem {
  readonly id: string;
  readonly role: 'user' | 'assistant' | 'system';
  /** Plain text of at most 100,000 characters; speech markup is removed. Never markup. */
  readonly text: string;
  readonly status: 'partial' | 'final';
  /** Epoch milliseconds, stamped on arrival. */
  readonly timestamp: number;
  /** `data:` or `https:` addresses of images. */
  readonly images?: readonly string[];
  /** Some of its images were too large or too many to be kept. */
  readonly hasLeftOutImages?: true;
  /** `gap` marks where the connection was interrupted: what was said meanwhile is not repeated by the server. */
  readonly kind?: 'gap';
}

/** What the agent is doing, as a visitor would say it. `idle` means: no call. */
export type AgentState = 'idle' | 'listening' | 'thinking' | 'speaking';

/** How fast the agent answers, in milliseconds; `null` until measured. */
export interface AgentLatency {
  /** From the answer of the call to the first sound of the agent. */
  readonly greetingMs: number | null;
  /** From the end of the visitor's last turn to the agent's first sound. */
  readonly userPerceivedMs: number | null;
}
