import * as z from 'zod/mini';

/** C→S `ai_conversation`: a typed message, a tool's output, or the wish for pre-playout audio. */
export const clientAiParams = z.object({
  type: z.literal('conversation.item.create'),
  previous_item_id: z.optional(z.null()),
  item: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('message'),
      id: z.string(),
      role: z.literal('user'),
      content: z.array(
        z.union([
          z.object({ type: z.literal('input_text'), text: z.string() }),
          z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) }),
        ]),
      ),
    }),
    z.object({ type: z.literal('function_call_output'), call_id: z.string(), output: z.string() }),
    z.object({ type: z.literal('response.audio_stream.subscribe') }),
  ]),
});

export type ClientAiParams = z.infer<typeof clientAiParams>;
