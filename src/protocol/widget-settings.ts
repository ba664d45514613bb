import * as z from 'zod/mini';

import { tolerant, tolerantText as text } from './tolerant.js';

/**
 * How the assistant's owner wants the widget to look, set in the portal and sent around login. One unreadable
 * setting hides no other.
 */
export const widgetSettings = z.object({
  theme: tolerant(z.union([z.literal('light'), z.literal('dark')])),
  audio_visualizer_config: tolerant(z.object({ color: text, preset: text })),
  default_state: tolerant(z.union([z.literal('expanded'), z.literal('collapsed')])),
  position: text,
  start_call_text: text,
  agent_thinking_text: text,
  speak_to_interrupt_text: text,
  logo_icon_url: text,
  give_feedback_url: text,
  report_issue_url: text,
  view_history_url: text,
});

export type WidgetSettings = z.infer<typeof widgetSettings>;
