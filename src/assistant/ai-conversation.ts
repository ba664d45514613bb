import * as z from 'zod/mini';

import type { AiEvent, AiMessage } from '../protocol/ai-conversation.js';
import type { ClientAiParams } from '../protocol/client-ai-messages.js';
import { METHOD } from '../protocol/methods.js';
import type { WidgetSettings } from '../protocol/widget-settings.js';
import type { Clock } from '../shared/clock.js';
import { ignoreMissingAnswer } from '../shared/errors.js';
import { type ReadableStore, Store } from '../shared/store.js';
import { uuid } from '../shared/uuid.js';
import { AgentActivity } from './agent-activity.js';
import { type ClientToolEvent, ClientTools } from './client-tools.js';
import { Transcript } from './transcript.js';

/** The part of the signaling that a conversation uses. */
export interface ConversationSignaling {
  request<S extends z.ZodMiniType>(
    method: string,
    params: unknown,
    schema: S,
    options?: { readonly timeoutMs?: number },
  ): Promise<z.infer<S>>;
  notify(method: string, params: unknown): boolean;
}

export interface AiConversationOptions {
  readonly signaling: ConversationSignaling;
  readonly clock: Clock;
  readonly onToolEvent: (event: ClientToolEvent) => void;
}

/** A refusal comes at once or not at all. */
const MESSAGE_TIMEOUT_MS = 5000;

/** The conversation with an AI assistant: what is said, by whom, and what the agent is doing. */
export class AiConversation {
  readonly transcript: Transcript;
  readonly activity: AgentActivity;
  readonly tools: ClientTools;
  readonly #signaling: ConversationSignaling;
  readonly #settings = new Store<WidgetSettings | null>(null);
  readonly #typedIds = new Set<string>();

  constructor({ signaling, clock, onToolEvent }: AiConversationOptions) {
    this.#signaling = signaling;
    this.transcript = new Transcript(clock);
    this.activity = new AgentActivity(clock);
    this.tools = new ClientTools({
      clock,
      onEvent: onToolEvent,
      send: (callId, output) =>
        this.#notify({
          type: 'conversation.item.create',
          item: { type: 'function_call_output', call_id: callId, output },
        }),
    });
  }

  get settings(): ReadableStore<WidgetSettings | null> {
    return this.#settings;
  }

  /** Takes a frame of the server. */
  handle({ event, settings }: AiMessage): void {
    if (settings) {
      const known = Object.entries(settings).filter(([, value]) => value !== null);
      this.#settings.set(Object.freeze({ ...this.#settings.value, ...Object.fromEntries(known) }));
    }
    if (event) this.#handleEvent(event);
  }

  /**
   * Sends what the visitor typed, with images as `data:` addresses. It is shown at once; the echo of the server
   * carries the same id. Rejects with 60006 without a connection and 60012 when the gateway refuses it, and then it is taken back.
   */
  async send(text: string, images: readonly string[]): Promise<void> {
    const id = uuid();
    const params: ClientAiParams = {
      type: 'conversation.item.create',
      previous_item_id: null,
      item: {
        id,
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text },
          ...images.map((url) => ({ type: 'image_url' as const, image_url: { url } })),
        ],
      },
    };
    this.#typedIds.add(id);
    this.transcript.addTyped(id, text, images);
    this.activity.turnEnded('typed');
    const answer = this.#signaling.request(METHOD.aiConversation, params, z.unknown(), {
      timeoutMs: MESSAGE_TIMEOUT_MS,
    });
    await answer.catch(ignoreMissingAnswer).catch((error: unknown) => {
      this.transcript.remove(id);
      throw error;
    });
  }

  callAnswered(): void {
    this.activity.callAnswered();
  }

  callEnded(): void {
    this.transcript.finish();
    this.activity.callEnded();
  }

  #handleEvent(event: AiEvent): void {
    switch (event.type) {
      case 'conversation.item.created':
        if (event.item.type === 'function_call') void this.tools.run(event.item);
        else if (this.transcript.addItem(event.item) && !this.#typedIds.has(event.item.id ?? '')) {
          this.activity.turnEnded('spoken');
        }
        break;
      case 'response.text.delta':
        if (this.transcript.addDelta(event.item_id, event.delta)) this.activity.replyBegan();
        break;
      case 'response.text.done':
        this.transcript.finish(event.item_id ?? undefined);
        break;
      case 'response.done':
        this.transcript.finish();
        break;
      default:
        break;
    }
  }

  #notify(params: ClientAiParams): boolean {
    return this.#signaling.notify(METHOD.aiConversation, params);
  }
}
