/** Words for what a plain voice call does not have: they load with it. */
export const modes = {
  beforeStart: 'Before we start',
  agree: 'Agree and continue',
  disagree: 'Not now',
  holdToTalk: 'Hold to talk',
  talking: 'Release when done',
  timeLeft: 'Ends in',
  timeNearlyUp: 'This call ends soon.',
  timeUp: 'The time is up',
  more: 'More',
  giveFeedback: 'Give feedback',
  reportIssue: 'Report a problem',
  viewHistory: 'Past conversations',
} as const;
