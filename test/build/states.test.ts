import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strictArguments, useBuiltSite } from './built-site.js';
import { answerDemoPage } from './demo-pages.js';
import { poll } from './page-eyes.js';

/** What tells a visitor of each state: a part, or words. */
type Signs = Readonly<Record<string, { readonly part?: string; readonly words?: string }>>;

const agent: Signs = {
  Idle: { part: 'start-button', words: 'Ready when you are' },
  Connecting: { words: 'Connecting…' },
  Listening: { words: 'Listening' },
  Thinking: { words: 'Thinking…' },
  Speaking: { words: 'Speaking' },
  Muted: { words: 'You are muted' },
  'Push to talk': { part: 'talk-button', words: 'Hold to talk' },
  Countdown: { part: 'countdown', words: 'Ends in' },
  Minimised: { part: 'dock', words: 'End call' },
  Reconnecting: { words: 'Reconnecting… your call is kept' },
  'Connection is back': { words: 'The connection was interrupted. Something may be missing here.' },
  Images: { part: 'image', words: 'I received 1 image.' },
  Ended: { part: 'summary', words: 'Call ended' },
  'Sound blocked': { part: 'sound-button', words: 'Your browser is blocking the sound.' },
  'Microphone blocked': { part: 'retry-button', words: 'The microphone is blocked' },
  'Login refused': { part: 'retry-button', words: "The assistant can't be reached right now" },
  'Line busy': { part: 'retry-button', words: 'The line is busy' },
  'No gateway': { part: 'retry-button', words: "We can't connect" },
  Consent: { part: 'agree-button', words: 'This call is recorded to answer you better.' },
  Closed: { part: 'closed', words: 'Open again: ' },
  Suggestions: { part: 'suggestion', words: 'What does a repair cost?' },
  Rating: { part: 'star', words: 'How was this conversation?' },
  'Icon alone': { part: 'launcher' },
  'Text only': { part: 'send-button', words: 'Write a message to begin.' },
  'Text conversation': { part: 'message-user', words: 'Do you open on Saturdays?' },
  'Dressed by the portal': { part: 'menu-button', words: 'Talk to the demo' },
};

const phone: Signs = {
  Ready: { words: 'Ready' },
  'Number entered': { part: 'backspace-button' },
  'Number refused': { words: 'This is not a phone number or SIP address.' },
  Calling: { part: 'end-button', words: 'Calling…' },
  'In call': { part: 'mute-button', words: 'In call' },
  'On hold': { words: 'On hold' },
  'Keys during a call': { part: 'hide-keypad-button' },
  'Two calls': { part: 'call-chip' },
  'Incoming call': { part: 'answer-button', words: 'Grace' },
  'Incoming during a call': { part: 'end-and-answer-button', words: 'Tom' },
  'Microphone refused': { part: 'answer-button', words: 'The microphone is blocked' },
  'Forty calls': { part: 'decline-all-button', words: '40 incoming calls' },
  'Missed call': { part: 'badge' },
  'Line busy': { words: 'Busy' },
  Reconnecting: { words: 'Reconnecting…' },
  'In another tab': { words: 'This phone is in use in another tab.' },
  'Keys received': { words: 'Keys received: 42#' },
  'Launcher during a call': { part: 'dock' },
  'Call ended': { words: 'Call ended' },
  Devices: { part: 'device-list', words: 'Ringer' },
  'Recent calls': { part: 'history-entry', words: '486' },
  'Not online': { part: 'connect-button', words: 'Go online' },
  'Login refused': { words: 'The phone could not log in' },
  'No login': { part: 'connect-button', words: 'Not registered' },
  'No gateway': { words: "We can't connect" },
  'Without keys': { words: 'Ready' },
  'Narrow, 240 px': { words: 'Ready' },
  'Narrow in a call': { words: 'In call' },
};

const parts: Signs = {
  'Parts, ready': { part: 'call-button' },
  'Parts, in call': { part: 'hold-button', words: '0:0' },
  'Parts, incoming call': { part: 'answer-button', words: 'Grace' },
  'Parts, reconnecting': { words: 'Reconnecting…' },
};

/** What Chromium itself says of a frame that may not listen. */
const REFUSED_MICROPHONE = 'Permissions policy violation: microphone is not allowed in this document.';

/** Which states of a kind are, or were, to be seen; some last but a moment. */
interface Seen {
  seen(kind: string, signs: Signs): { names: string[]; missing: string[] };
}

const script = `
  const everything = (root) =>
    [...root.querySelectorAll('*')].flatMap((each) => [
      each,
      ...(each.shadowRoot ? everything(each.shadowRoot) : []),
      ...(each.localName === 'iframe' && each.contentDocument ? everything(each.contentDocument) : []),
    ]);
  const textOf = (elements) =>
    elements
      .flatMap(({ childNodes, ariaLabel }) => [
        ariaLabel ?? '',
        ...[...childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data),
      ])
      .join(' ')
      .replace(/\\s+/g, ' ');
  const met = new Set();
  globalThis.seen = (kind, signs) => {
    const sections = [...(document.getElementById(kind)?.children ?? [])];
    const names = sections.map((section) => section.querySelector('h3').textContent);
    for (const [index, section] of sections.entries()) {
      const { part, words = '' } = signs[names[index]] ?? {};
      const visible = everything(section).filter((each) => each.localName !== 'h3' && each.checkVisibility());
      const hasPart = !part || visible.some((each) => each.part.contains(part));
      if (hasPart && textOf(visible).includes(words)) met.add(names[index]);
    }
    return { names, missing: names.filter((name) => !met.has(name)) };
  };
`;

describe('demo/states.html', () => {
  const { newPage, at } = useBuiltSite(answerDemoPage, strictArguments);

  const kinds = [
    {
      kind: 'telnyx-ai-agent',
      signs: agent,
      failures: ['42001', '45001', '46001', '60007', REFUSED_MICROPHONE],
    },
    { kind: 'telnyx-dialer', signs: phone, failures: ['45001', '46001'] },
    { kind: 'telnyx-session', signs: parts, failures: [] },
  ];
  for (const { kind, signs, failures } of kinds) {
    it(`shows every state of <${kind}> that it names, and no other trouble`, async () => {
      const page = await newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        // What an element tells of itself by its number, and the gateway that is not there.
        const [, code] = /^<[a-z-]+> [A-Z_]+ \((\d+)\)/.exec(message.text()) ?? [];
        if (message.type() === 'error' && !message.text().includes('127.0.0.1:9/'))
          errors.push(code ?? message.text());
      });
      await page.evaluateOnNewDocument(script);

      await page.goto(at(`/states.html?kind=${kind}`));
      // A phone that is not to go online by itself is drawn whole as soon as somebody is there.
      await page.mouse.move(1, 1);
      const look = () =>
        page.evaluate((tag, all) => (globalThis as unknown as Seen).seen(tag, all), kind, signs);
      const { names } = await look();
      const { missing } = await poll('', async () => {
        const now = await look();
        return now.missing.length === 0 && now;
      }).catch(look);
      await page.close();

      assert.deepEqual(missing, []);
      assert.deepEqual(names, Object.keys(signs));
      assert.deepEqual([...new Set(errors)].sort(), failures);
    });
  }
});
