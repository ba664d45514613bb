/**
 * Why a call ended: the cause words of the gateway with their numbers (Q.850, and FreeSWITCH's own above 127),
 * as listed in Telnyx's mobile SDKs; NO_ANSWER is named in its documents alone.
 */
export const CAUSE_CODES = {
  NORMAL_CLEARING: 16,
  USER_BUSY: 17,
  NO_ANSWER: 19,
  CALL_REJECTED: 21,
  UNALLOCATED_NUMBER: 1,
  NORMAL_TEMPORARY_FAILURE: 41,
  INCOMPATIBLE_DESTINATION: 88,
  MANDATORY_IE_MISSING: 96,
  RECOVERY_ON_TIMER_EXPIRE: 102,
  ORIGINATOR_CANCEL: 487,
  ALLOTTED_TIMEOUT: 602,
  INVALID_GATEWAY: 608,
} as const;

export type CauseWord = keyof typeof CAUSE_CODES;
