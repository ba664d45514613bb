import * as z from 'zod/mini';

import { serverCallFields } from './dialog.js';
import { tolerantNumber, tolerantText } from './tolerant.js';

const nullishText = z.nullish(z.string());

/** Result of our modify. `holdState` is `active`, or anything else for held. */
export const modifyResult = z.object({
  callID: nullishText,
  action: nullishText,
  holdState: nullishText,
  sdp: nullishText,
});

/** S→C `telnyx_rtc.invite` and `.attach`: an offer. */
export const serverOfferParams = z.object({ ...serverCallFields, sdp: z.string() });

/** S→C `telnyx_rtc.ringing`, `.media` and `.answer`: progress of our own call, in no fixed order. */
export const progressParams = z.object({ ...serverCallFields, sdp: nullishText });

/** S→C `telnyx_rtc.bye`. Whatever the reasons look like, it ends the call. */
export const serverByeParams = z.object({
  ...serverCallFields,
  cause: tolerantText,
  causeCode: tolerantNumber,
  sipCode: tolerantNumber,
  sipReason: tolerantText,
});

/** S→C `telnyx_rtc.candidate`. */
export const serverCandidateParams = z.object({
  callID: z.string(),
  candidate: z.string(),
  sdpMid: nullishText,
  sdpMLineIndex: z.nullish(z.number()),
});

/** S→C `telnyx_rtc.endOfCandidates`. */
export const serverEndOfCandidatesParams = z.object({ callID: z.string() });

/** S→C `telnyx_rtc.display`: another name or number for the far end. */
export const displayParams = z.object({
  callID: z.string(),
  display_name: nullishText,
  display_number: nullishText,
  display_direction: tolerantText,
});

/** S→C `telnyx_rtc.info`: a text or digits from the far end, in whatever shape. */
export const serverInfoParams = z.looseObject({ callID: nullishText });

/** S→C `telnyx_rtc.punt`: the server drops the session. */
export const puntParams = z.object({ callID: nullishText });

/** S→C `telnyx_rtc.event` and `webrtc.event`: nothing that concerns us. */
export const eventParams = z.object({});

export type ModifyResult = z.infer<typeof modifyResult>;
export type ServerOfferParams = z.infer<typeof serverOfferParams>;
export type ProgressParams = z.infer<typeof progressParams>;
