import * as z from 'zod/mini';

import { customHeader } from './dialog.js';

/**
 * What identifies and describes a call in every client message. This list is the whole of what we send:
 * ICE servers, device labels and options of the page stay at home.
 */
export const dialogParams = z.object({
  callID: z.string(),
  destination_number: z.optional(z.string()),
  caller_id_name: z.optional(z.string()),
  caller_id_number: z.optional(z.string()),
  remote_caller_id_name: z.optional(z.string()),
  remote_caller_id_number: z.optional(z.string()),
  custom_headers: z.optional(z.array(customHeader)),
  clientState: z.optional(z.string()),
  audio: z.optional(z.unknown()),
  video: z.optional(z.unknown()),
  attach: z.optional(z.boolean()),
  userVariables: z.optional(z.unknown()),
});

export type DialogParams = z.infer<typeof dialogParams>;
