import { randomUUID } from 'node:crypto';

import type { ClientAiParams } from '../../../src/protocol/client-ai-messages.js';
import type { SpokenSentence } from '../call-report.js';
import { type Clock, wait } from '../clock.js';
import type { FarEnd } from '../far-ends/far-end.js';
import { SpeechDetector } from '../media/speech-detector.js';
import type { Voice } from '../speech/voice.js';
import { aboutTitle, type DynamicVariables, GOODBYE, greeting, replyTo, replyToSpeech } from './replies.js';
import { type Converse, SpokenResponse } from './spoken-response.js';
import { TitleTool } from './title-tool.js';

/** How long the assistant "thinks" before it answers, in milliseconds. */
const THINKING_MS = 350;

export interface AssistantOptions {
  readonly clock: Clock;
  readonly voice: Voice;
  readonly converse: Converse;
  readonly variables: DynamicVariables;
  readonly speechMs: number;
  readonly speechLevel: number;
  /** After the greeting: nothing more, a goodbye and the end of the call, or a question to the page. */
  readonly afterGreeting: 'listen' | 'hang-up' | 'ask-for-title';
  readonly hangUp: () => void;
  /** The client asked for the sound ahead of what is heard when it logged in. */
  readonly streamsSound: boolean;
}

/** The built-in AI assistant: greets, notices speech by its level, answers in words and voice, by rules. */
export class Assistant implements FarEnd {
  readonly name = 'assistant';
  readonly #options: AssistantOptions;
  readonly #detector: SpeechDetector;
  readonly #titleTool: TitleTool;
  readonly #lifetime = new AbortController();
  readonly #responses: SpokenResponse[] = [];
  /** What the assistant is busy with; the next turn aborts it. */
  #turn = new AbortController();
  #current: { readonly response: SpokenResponse; readonly onSpoken: () => void } | null = null;
  #hasGreeted = false;
  #streamsSound: boolean;

  constructor(options: AssistantOptions) {
    this.#options = options;
    this.#streamsSound = options.streamsSound;
    this.#prepareGreeting();
    this.#titleTool = new TitleTool(options.clock, options.converse);
    this.#detector = new SpeechDetector({
      speechMs: options.speechMs,
      threshold: options.speechLevel,
      onStart: () => {
        this.#interrupt();
      },
      onEnd: (durationMs) => {
        this.#onSpeech(durationMs);
      },
    });
  }

  get spoken(): readonly SpokenSentence[] {
    return this.#responses.map(({ sentence }) => sentence);
  }

  /** Asked for once sound can flow, which is also the moment to greet. */
  nextFrame(): Uint8Array | null {
    if (!this.#hasGreeted) this.#greet();
    const current = this.#current;
    const frame = current?.response.nextFrame() ?? null;
    if (current?.response.isOver && this.#current === current) {
      this.#current = null;
      current.onSpoken();
    }
    return frame;
  }

  hear(_frame: Uint8Array, level: number): void {
    this.#detector.hear(level);
  }

  onDigits(digits: string): void {
    void this.#answer(`You pressed ${Array.from(digits).join(' ')}.`);
  }

  onEnded(): void {
    this.#interrupt();
    this.#lifetime.abort();
  }

  /** Takes a typed message or the output of a client tool. */
  onItem(item: ClientAiParams['item']): void {
    if (item.type === 'message') this.#onMessage(item);
    if (item.type === 'function_call_output') this.#titleTool.onOutput(item.call_id, item.output);
    if (item.type === 'response.audio_stream.subscribe') this.#streamSound();
  }

  /** Says something now, instead of what it was saying. */
  async say(text: string, onSpoken: () => void = () => undefined): Promise<void> {
    const turn = this.#nextTurn();
    const utterance = await this.#options.voice(text);
    if (turn.aborted) return;
    const response = new SpokenResponse(utterance, this.#options.converse);
    this.#responses.push(response);
    this.#current = { response, onSpoken };
    response.begin(this.#streamsSound);
  }

  /** Asks the page for its title and speaks of what came back. */
  async askForTitle(): Promise<void> {
    const turn = this.#nextTurn();
    const title = await this.#titleTool.ask(turn);
    if (!turn.aborted) await this.say(aboutTitle(title));
  }

  #streamSound(): void {
    this.#streamsSound = true;
    this.#options.converse({ type: 'response.audio_stream.subscribed' });
  }

  /** The voice remembers the greeting, so that it is ready in the moment the sound can flow. */
  #prepareGreeting(): void {
    void this.#options.voice(greeting(this.#options.variables));
  }

  #greet(): void {
    this.#hasGreeted = true;
    const { afterGreeting, hangUp, variables } = this.#options;
    const next = {
      listen: () => undefined,
      'hang-up': () => void this.say(GOODBYE, hangUp),
      'ask-for-title': () => void this.askForTitle(),
    };
    void this.say(greeting(variables), next[afterGreeting]);
  }

  #onMessage(item: Extract<ClientAiParams['item'], { type: 'message' }>): void {
    // Whoever writes before the sound can flow wants an answer, not the greeting in its place.
    this.#hasGreeted = true;
    this.#tellUserItem(item.id, item.content);
    const images = item.content.filter(({ type }) => type === 'image_url').length;
    const text = item.content.map((block) => (block.type === 'input_text' ? block.text : '')).join(' ');
    const { hangUp, variables } = this.#options;
    const reply = replyTo({ text, images }, variables, new Date());
    if (reply.asksForTitle) void this.askForTitle();
    else void this.#answer(reply.text, reply.hangsUp ? hangUp : undefined);
  }

  #onSpeech(durationMs: number): void {
    const seconds = (durationMs / 1000).toFixed(1);
    const content = [{ type: 'input_audio', transcript: `(spoken, ${seconds} s)` }];
    this.#tellUserItem(`item_${randomUUID()}`, content);
    void this.#answer(replyToSpeech(seconds));
  }

  #tellUserItem(id: string, content: readonly object[]): void {
    this.#options.converse({
      type: 'conversation.item.created',
      previous_item_id: null,
      item: { id, type: 'message', role: 'user', status: 'completed', content },
    });
  }

  async #answer(text: string, onSpoken?: () => void): Promise<void> {
    const turn = this.#nextTurn();
    await wait(this.#options.clock, THINKING_MS, turn);
    if (!turn.aborted) await this.say(text, onSpoken);
  }

  #nextTurn(): AbortSignal {
    this.#interrupt();
    this.#turn = new AbortController();
    if (this.#lifetime.signal.aborted) this.#turn.abort();
    return this.#turn.signal;
  }

  #interrupt(): void {
    this.#turn.abort();
    this.#current?.response.interrupt();
    this.#current = null;
  }
}
