import * as z from 'zod/mini';

import { tolerant, tolerantText } from './tolerant.js';
import { widgetSettings } from './widget-settings.js';

/** One block of a message: what was said, typed or shown. Unknown block types keep only their type. */
const contentBlock = z.object({
  type: tolerantText,
  text: tolerantText,
  transcript: tolerantText,
  image_url: tolerant(z.object({ url: tolerantText })),
});

const messageItem = z.object({
  type: z.literal('message'),
  id: tolerantText,
  role: tolerantText,
  status: tolerantText,
  content: z.nullish(z.union([z.string(), z.array(contentBlock)])),
});

const functionCallItem = z.object({
  type: z.literal('function_call'),
  call_id: z.string(),
  name: z.string(),
  arguments: z.string(),
});

/**
 * S→C `ai_conversation` params we act on. The names imitate a subset of OpenAI's Realtime events.
 * A type that is not here reads as `other`, since the list grows without notice.
 */
const knownEvent = z.union([
  z.object({
    type: z.literal('conversation.item.created'),
    item: z.union([messageItem, functionCallItem]),
  }),
  z.object({
    type: z.literal('response.text.delta'),
    delta: z.string(),
    item_id: z.string(),
  }),
  z.object({ type: z.literal('response.text.done'), item_id: tolerantText }),
  z.object({ type: z.literal('response.created') }),
  z.object({ type: z.literal('response.done') }),
  z.object({ type: z.literal('response.audio_stream.subscribed') }),
  z.object({
    type: z.literal('response.audio.delta'),
    response_id: z.string(),
    sequence: z.number(),
    delta: z.string(),
    format: z.object({ encoding: z.string(), sample_rate: z.number(), channels: z.number() }),
  }),
  z.object({ type: z.literal('response.audio.done'), response_id: tolerantText }),
  z.object({ type: z.literal('response.audio.interrupted'), response_id: tolerantText }),
]);

/** The events that have members which must be right; items of other types come and go. */
const CERTAIN: ReadonlySet<string | null | undefined> = new Set([
  'item ',
  'item message',
  'item function_call',
  'response.text.delta',
  'response.audio.delta',
]);

const anyEvent = z.object({
  type: z.nullish(z.string()),
  item: tolerant(z.object({ type: tolerantText })),
  widget_settings: z.optional(z.unknown()),
});

export type AiMessageItem = z.infer<typeof messageItem>;
export type AiFunctionCallItem = z.infer<typeof functionCallItem>;
export type AiEvent = z.infer<typeof knownEvent>;

/** What one `ai_conversation` frame says: an event, settings, both, or neither. */
export interface AiMessage {
  readonly event: AiEvent | null;
  readonly settings: z.infer<typeof widgetSettings> | null;
  /** The settings as they came, for what may ride on them; see `client-tool-list.ts`. */
  readonly rawSettings: unknown;
}

/**
 * Reads the params of an `ai_conversation` frame; settings may ride on any type of event. `null` stands for a wrong
 * shape, which an event of a type that is not known never has.
 */
export function parseAiMessage(params: unknown): AiMessage | null {
  const outer = anyEvent.safeParse(params);
  if (!outer.success) return null;
  const { type, item, widget_settings: rawSettings } = outer.data;
  const event = knownEvent.safeParse(params);
  const settings = widgetSettings.safeParse(rawSettings);
  const kind = type === 'conversation.item.created' ? `item ${item?.type ?? ''}` : type;
  if (!event.success && !settings.success && CERTAIN.has(kind)) return null;
  return {
    event: event.success ? event.data : null,
    settings: settings.success ? settings.data : null,
    // No source tells whether the list of tools stands in them or beside them.
    rawSettings: { ...Object(params), ...Object(rawSettings) } as unknown,
  };
}
