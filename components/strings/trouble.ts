/** What went wrong and what to do about it, as a visitor would say it. */
export interface ErrorWords {
  readonly title: string;
  readonly advice: string;
}

const connection: ErrorWords = {
  title: "We can't connect",
  advice:
    'Check your internet connection, and switch off a VPN or firewall that blocks calls. Then try again.',
};
const refused: ErrorWords = {
  title: "The assistant can't be reached right now",
  advice: 'It may be switched off for this page. Wait a moment, then try again.',
};
const notSetUp: ErrorWords = {
  title: "This assistant isn't set up yet",
  advice: 'The owner of this page has to finish its settings. Please use another way to reach us.',
};
const lost: ErrorWords = {
  title: 'The call was lost',
  advice: 'Your connection was interrupted for too long. Start again when it is back.',
};
const busyMicrophone: ErrorWords = {
  title: "The microphone didn't open",
  advice: 'Close other apps or tabs that use it, then try again.',
};

/** By number of the core's error table; 0 stands for any other. */
const errors: Readonly<Record<number, ErrorWords>> = {
  0: { title: 'Something went wrong', advice: 'Please try again. If it happens again, reload the page.' },
  42001: {
    title: 'The microphone is blocked',
    advice: "Allow it for this page next to the browser's address bar, then try again.",
  },
  42002: {
    title: 'No microphone was found',
    advice: 'Plug in a microphone or headset, or switch it on, then try again.',
  },
  42003: busyMicrophone,
  60013: busyMicrophone,
  60003: {
    title: 'This page is not secure',
    advice:
      'Browsers allow calls only on pages that begin with https://. Open the secure address, then try again.',
  },
  60004: {
    title: "This browser can't make calls",
    advice: 'Update it, or open this page in a current Chrome, Edge, Firefox or Safari.',
  },
  45001: connection,
  45002: connection,
  60005: connection,
  60006: connection,
  48001: { title: 'You are offline', advice: 'Connect to the internet, then try again.' },
  45003: lost,
  48501: lost,
  45004: refused,
  46001: refused,
  46003: refused,
  60012: refused,
  46002: notSetUp,
  60001: notSetUp,
  44002: notSetUp,
  60007: { title: 'Nobody answered', advice: 'All lines may be busy. Wait a moment, then try again.' },
  60014: {
    title: "The call couldn't be loaded",
    advice: 'Check your internet connection and any content blocker, then try again.',
  },
};

/** Words for what an ordinary call has not: they load with the first notice. */
export const trouble = {
  audioBlocked: 'Your browser is blocking the sound.',
  tapToHear: 'Tap to hear',
  supportCode: 'Code',
  errors,
} as const;
