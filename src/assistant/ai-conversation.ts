import * as z from 'zod/mini';

import type { AiEvent, AiMessage, AiMessageItem } from '../protocol/ai-conversation.js';
import type { ClientAiParams } from '../protocol/client-ai-messages.js';
import { METHOD } from '../protocol/methods.js';
import type { WidgetSettings } from '../protocol/widget-settings.js';
import type { Clock } from '../shared/clock.js';
import { deferred } from '../shared/deferred.js';
import { ignoreMissingAnswer } from '../shared/errors.js';
import { type ReadableStore, Store } from '../shared/store.js';
import { uuid } from '../shared/uuid.js';
import { AgentActivity } from './agent-activity.js';
import { type ClientToolEvent, ClientTools } from './client-tools.js';
import { typedMessage } from './message-content.js';
import type { AgentAudioEvent, PrePlayoutAudio } from './pre-playout-audio.js';
import { RecentMap } from './recent-map.js';
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
  /** Wants the agent's speech ahead of its playback; `undefined` leaves it unasked for. */
  readonly onAgentAudio?: ((event: AgentAudioEvent) => void) | undefined;
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
  /** What is to be done when the server echoes a typed message, by its id. */
  readonly #typed = new RecentMap<() => void>();
  readonly #audio: Promise<PrePlayoutAudio | null> | null;

  constructor({ signaling, clock, onToolEvent, onAgentAudio }: AiConversationOptions) {
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
    this.#audio = onAgentAudio ? this.#loadAudio(onAgentAudio) : null;
  }

  get settings(): ReadableStore<WidgetSettings | null> {
    return this.#settings;
  }

  /** Takes a frame of the server. */
  handle({ event, settings, rawSettings }: AiMessage): void {
    if (settings) {
      const known = Object.entries(settings).filter(([, value]) => value !== null);
      this.#settings.set(Object.freeze({ ...this.#settings.value, ...Object.fromEntries(known) }));
      this.tools.configure(rawSettings);
    }
    if (event) this.#handleEvent(event);
    void this.#audio?.then((audio) => audio?.handle(event));
  }

  /**
   * Sends what the visitor typed, with images as `data:` addresses. It is shown at once; the echo of the server
   * carries the same id, and proves that it arrived. Rejects with 60016 for a message that is too large, 44002 for a text or image that is none,
   * 60006 without a connection and 60012 when the gateway refuses it, and then it is taken back.
   */
  async send(text: string, images: readonly string[] = []): Promise<void> {
    const id = uuid();
    const params = typedMessage(id, text, images);
    const echoed = deferred();
    this.#typed.set(id, echoed.resolve);
    this.transcript.addTyped(id, text, images);
    this.activity.turnEnded('typed');
    const answer = this.#signaling.request(METHOD.aiConversation, params, z.unknown(), {
      timeoutMs: MESSAGE_TIMEOUT_MS,
    });
    await Promise.race([answer.catch(ignoreMissingAnswer), echoed.promise]).catch((error: unknown) => {
      this.transcript.remove(id);
      this.activity.turnTakenBack();
      throw error;
    });
  }

  /** A call was recovered: what was said meanwhile is lost, since frames carry no call id and are not repeated. */
  markGap(): void {
    this.transcript.markGap();
  }

  callAnswered(): void {
    this.activity.callAnswered();
    this.tools.callAnswered();
    void this.#audio?.then((audio) => audio?.begin());
  }

  callEnded(): void {
    this.transcript.end();
    this.activity.callEnded();
    this.tools.callEnded();
  }

  #handleEvent(event: AiEvent): void {
    switch (event.type) {
      case 'conversation.item.created':
        if (event.item.type === 'function_call') void this.tools.run(event.item);
        else this.#handleItem(event.item);
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

  #handleItem(item: AiMessageItem): void {
    const isTurn = this.transcript.addItem(item);
    const echo = this.#typed.get(item.id ?? '');
    if (echo) echo();
    else if (isTurn) this.activity.turnEnded('spoken');
  }

  async #loadAudio(onEvent: (event: AgentAudioEvent) => void): Promise<PrePlayoutAudio | null> {
    const subscribe = () =>
      this.#notify({
        type: 'conversation.item.create',
        item: { type: 'response.audio_stream.subscribe' },
      });
    try {
      const { PrePlayoutAudio } = await import('./pre-playout-audio.js');
      return new PrePlayoutAudio({ subscribe, onEvent });
    } catch {
      // An addition to the call, which goes on without it.
      return null;
    }
  }

  #notify(params: ClientAiParams): boolean {
    return this.#signaling.notify(METHOD.aiConversation, params);
  }
}
