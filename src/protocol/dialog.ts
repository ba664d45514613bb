import * as z from 'zod/mini';

import { tolerant, tolerantText as text } from './tolerant.js';

/** A SIP header on its way to or from the far end; names begin with `X-`. */
export const customHeader = z.object({ name: z.string(), value: z.string() });

export type CustomHeader = z.infer<typeof customHeader>;

/** Headers as the server sends them; a broken list is no reason to lose a call, so it reads as none. */
const serverDialogParams = tolerant(z.object({ custom_headers: tolerant(z.array(customHeader)) }));

/** What we read of what the server may tell about a call in any of its call messages. */
export const serverCallFields = {
  callID: z.string(),
  caller_id_name: text,
  caller_id_number: text,
  callee_id_number: text,
  telnyx_call_control_id: text,
  telnyx_session_id: text,
  telnyx_leg_id: text,
  client_state: text,
  clientState: text,
  dialogParams: serverDialogParams,
};
