import * as z from 'zod/mini';

import { widgetSettings } from './widget-settings.js';

const nullishText = z.nullish(z.string());

/** One block of a message: what was said, typed or shown. Unknown block types keep only their type. */
const contentBlock = z.object({
  type: nullishText,
  text: nullishText,
  transcript: nullishText,
  image_url: z.nullish(z.object({ url: nullishText })),
});

const messageItem = z.object({
  type: z.literal('message'),
  id: nullishText,
  role: nullishText,
  status: nullishText,
  content: z.nullish(z.union([z.string(), z.array(contentBlock)])),
});

const functionCallItem = z.object({
  type: z.literal('function_call'),
  call_id: z.string(),
  name: z.string(),
  arguments: z.string(),
});

const response = z.nullish(z.object({ id: nullishText, status: nullishText }));

/**
 * S→C `ai_conversation` params we act on. The names imitate a subset of OpenAI's Realtime events.
 * A type that is not here reads as `other`, since the list grows without notice.
 */
const knownEvent = z.union([
  z.object({
    type: z.literal('conversation.item.created'),
    item: z.union([messageItem, functionCallItem]),
  }),
  z.object({ type: z.literal('response.created'), response }),
  z.object({
    type: z.literal('response.text.delta'),
    delta: z.string(),
    item_id: z.string(),
    response_id: nullishText,
  }),
  z.object({ type: z.literal('response.text.done'), item_id: nullishText, response_id: nullishText }),
  z.object({ type: z.literal('response.done'), response }),
  z.object({ type: z.literal('response.audio_stream.subscribed') }),
  z.object({
    type: z.literal('response.audio.delta'),
    response_id: z.string(),
    sequence: z.number(),
    delta: z.string(),
    format: z.object({ encoding: z.string(), sample_rate: z.number(), channels: z.number() }),
  }),
  z.object({ type: z.literal('response.audio.done'), response_id: nullishText }),
  z.object({ type: z.literal('response.audio.interrupted'), response_id: nullishText }),
]);

const anyEvent = z.object({ type: nullishText, widget_settings: z.optional(z.unknown()) });

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

/** Reads the params of an `ai_conversation` frame; settings may ride on any type of event. */
export function parseAiMessage(params: unknown): AiMessage | null {
  const outer = anyEvent.safeParse(params);
  if (!outer.success) return null;
  const event = knownEvent.safeParse(params);
  const settings = widgetSettings.safeParse(outer.data.widget_settings);
  return {
    event: event.success ? event.data : null,
    settings: settings.success ? settings.data : null,
    rawSettings: outer.data.widget_settings,
  };
}
