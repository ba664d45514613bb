/** The English words for calls that come in and for several at once. They load with the first of them. */
export const waiting = {
  answer: 'Answer',
  decline: 'Decline',
  declineAll: 'Decline all',
  holdAndAnswer: 'Hold and answer',
  endAndAnswer: 'End and answer',
  incomingCalls: '{count} incoming calls',
  incomingFrom: 'Incoming call from {name}',
  calls: 'Calls',
  switchTo: 'Switch to {name}',
  endCallWith: 'End call with {name}',
} as const;
