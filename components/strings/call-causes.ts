/** How a call came to nothing, as the network says it. */
interface CallEnding {
  readonly cause?: unknown;
  readonly sipCode?: unknown;
}

/** By Q.850 cause and by SIP status, because a server may give either; each is named as its words for a phone. */
const endings = {
  causeBusy: /^(USER_BUSY|486|600)$/,
  causeCancelled: /^(ORIGINATOR_CANCEL|487)$/,
  causeDeclined: /^(CALL_REJECTED|603)$/,
  causeForbidden: /^(INVALID_GATEWAY|OUTGOING_CALL_BARRED|403)$/,
  causeNoAnswer: /^(NO_ANSWER|NO_USER_RESPONSE|ALLOTTED_TIMEOUT|RECOVERY_ON_TIMER_EXPIRE|408|480)$/,
  causeUnknown: /^(UNALLOCATED_NUMBER|NO_ROUTE_DESTINATION|INVALID_NUMBER_FORMAT|SUBSCRIBER_ABSENT|404|484)$/,
} as const;

export type EndingName = keyof typeof endings;

const names = Object.keys(endings) as EndingName[];

/**
 * What that means. One status may stand for several causes, 403 for a number that is not allowed and for whoever
 * declines, so the cause comes first.
 */
export const endingOf = ({ cause, sipCode }: CallEnding): EndingName | undefined =>
  [cause, sipCode].flatMap((term) => names.filter((name) => endings[name].test(String(term))))[0];
