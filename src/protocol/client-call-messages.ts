import * as z from 'zod/mini';

import { dialogParams } from './dialog-params.js';

const sessid = z.optional(z.string());
const nullishText = z.nullish(z.string());

/** C→S `telnyx_rtc.invite`, `.answer` and `.attach`: an SDP with the dialog it belongs to. */
export const sdpParams = z.object({
  sessid,
  sdp: z.string(),
  trickle: z.optional(z.boolean()),
  'User-Agent': z.optional(z.string()),
  dialogParams,
});

/** C→S `telnyx_rtc.bye`. */
export const clientByeParams = z.object({
  sessid,
  cause: z.string(),
  causeCode: z.number(),
  sipCode: z.nullish(z.number()),
  sip_call_id: nullishText,
  dialogParams,
});

/** C→S `telnyx_rtc.candidate`: one local ICE candidate of a trickling call. */
export const clientCandidateParams = z.object({
  sessid,
  candidate: z.string(),
  sdpMid: nullishText,
  sdpMLineIndex: z.nullish(z.number()),
  dialogParams,
});

/** C→S `telnyx_rtc.endOfCandidates`. */
export const clientEndOfCandidatesParams = z.object({
  sessid,
  endOfCandidates: z.optional(z.boolean()),
  dialogParams,
});

/** C→S `telnyx_rtc.modify`: hold in its three forms, or an ICE restart with a new offer. */
export const modifyParams = z.object({
  sessid,
  action: z.enum(['hold', 'unhold', 'toggleHold', 'updateMedia']),
  callID: z.optional(z.string()),
  sdp: z.optional(z.string()),
  trickle: z.optional(z.boolean()),
  dialogParams,
});

/** C→S `telnyx_rtc.info`: digits, or a text for the far end. */
export const clientInfoParams = z.object({
  sessid,
  dtmf: z.optional(z.string()),
  msg: z.optional(z.object({ from: z.string(), to: z.string(), body: z.string() })),
  dialogParams,
});

export type SdpParams = z.infer<typeof sdpParams>;
export type ClientByeParams = z.infer<typeof clientByeParams>;
export type ModifyParams = z.infer<typeof modifyParams>;
