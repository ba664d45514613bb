/** What went wrong and what to do about it, as a visitor would say it. */
export interface ErrorWords {
  readonly title: string;
  readonly advice: string;
}

/** By kind; `trouble-kinds.ts` says which numbers of the core are of which kind. */
const troubles = {
  unknown: {
    title: 'Something went wrong',
    advice: 'Please try again. If it happens again, reload the page.',
  },
  microphoneBlocked: {
    title: 'The microphone is blocked',
    advice: "Allow it for this page next to the browser's address bar, then try again.",
  },
  noMicrophone: {
    title: 'No microphone was found',
    advice: 'Plug in a microphone or headset, or switch it on, then try again.',
  },
  busyMicrophone: {
    title: "The microphone didn't open",
    advice: 'Close other apps or tabs that use it, then try again.',
  },
  insecurePage: {
    title: 'This page is not secure',
    advice:
      'Browsers allow calls only on pages that begin with https://. Open the secure address, then try again.',
  },
  oldBrowser: {
    title: "This browser can't make calls",
    advice: 'Update it, or open this page in a current Chrome, Edge, Firefox or Safari.',
  },
  connection: {
    title: "We can't connect",
    advice:
      'Check your internet connection, and switch off a VPN or firewall that blocks calls. Then try again.',
  },
  offline: { title: 'You are offline', advice: 'Connect to the internet, then try again.' },
  lost: {
    title: 'The call was lost',
    advice: 'Your connection was interrupted for too long. Start again when it is back.',
  },
  refused: {
    title: "The assistant can't be reached right now",
    advice: 'This often passes by itself. Wait a moment, then try again.',
  },
  switchedOff: {
    title: "This assistant isn't taking calls",
    advice: 'It seems to be switched off for this page. Please use another way to reach us.',
  },
  notSetUp: {
    title: "This assistant isn't set up yet",
    advice: 'The owner of this page has to finish its settings. Please use another way to reach us.',
  },
  noConversation: {
    title: "This conversation can't be found",
    advice: 'It may be over, or belong to somebody else. Reload the page, or use another way to reach us.',
  },
  unanswered: { title: 'Nobody answered', advice: 'All lines may be busy. Wait a moment, then try again.' },
  busy: { title: 'The line is busy', advice: 'Wait a moment, then try again.' },
  declined: { title: 'The call was declined', advice: 'Try again later, or use another way to reach us.' },
  forbidden: {
    title: 'This call is not allowed',
    advice: 'The line is not set up for this number. Please ask the owner of this page.',
  },
  notLoaded: {
    title: "The call couldn't be loaded",
    advice: 'Check your internet connection and any content blocker, then try again.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;

/** The words of one language for every kind of trouble. */
export type TroubleWords = Readonly<Record<keyof typeof troubles, ErrorWords>>;

/** Words for what an ordinary call has not: they load with the first notice. */
export const trouble = {
  audioBlocked: 'Your browser is blocking the sound.',
  tapToHear: 'Tap to hear',
  supportCode: 'Code',
  copyDetails: 'Copy details for support',
  notHeard: "We can't hear your microphone. Check that it isn't muted in your system.",
  soundStopped: 'The sound has stopped. We are trying to get it back.',
  weakConnection: 'Your connection is weak. The sound may break up.',
  slowStart: 'This takes longer than usual…',
  phoneElsewhere: 'This phone is in use in another tab.',
  useHere: 'Use it here',
  troubles,
} as const;
