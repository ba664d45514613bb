interface NetworkCause {
  readonly cause?: unknown;
  readonly sipCode?: unknown;
  readonly sipReason?: unknown;
}

/** Why a call ended in the network's own terms, for support: `USER_BUSY · 486 Busy Here`. */
export const causeText = ({ cause, sipCode, sipReason }: NetworkCause): string =>
  [cause, [sipCode, sipReason].filter(Boolean).join(' ')].filter(Boolean).join(' · ');
