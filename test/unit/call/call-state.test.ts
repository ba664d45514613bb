import { expect } from '@open-wc/testing';

import type { CallCause } from '../../../src/call/call-snapshot.js';
import { type CallEvent, type CallState, nextCallState } from '../../../src/call/call-state.js';

const CAUSE: CallCause = { cause: 'USER_BUSY', causeCode: 17, sipCode: 486, sipReason: 'Busy Here' };
const OTHER: CallCause = { cause: 'NORMAL_CLEARING', causeCode: 16, sipCode: null, sipReason: null };

const STATES: readonly CallState[] = [
  { status: 'new' },
  { status: 'requesting' },
  { status: 'ringing' },
  { status: 'early' },
  { status: 'answering' },
  { status: 'active', answeredAt: 100 },
  { status: 'held', answeredAt: 100 },
  ...[false, true].flatMap((wasHeld) => [
    lost(wasHeld, 'isLinkLost'),
    lost(wasHeld, 'isMediaLost'),
    lost(wasHeld, 'isLinkLost', 'isMediaLost'),
  ]),
  { status: 'ended', answeredAt: 100, endedAt: 150, cause: OTHER },
];
const EVENTS: { readonly [E in CallEvent['type']]: Extract<CallEvent, { type: E }> } = {
  offered: { type: 'offered' },
  received: { type: 'received' },
  'far-end-ringing': { type: 'far-end-ringing' },
  'early-media': { type: 'early-media' },
  accepting: { type: 'accepting' },
  'answer-failed': { type: 'answer-failed' },
  answered: { type: 'answered', at: 200 },
  held: { type: 'held' },
  resumed: { type: 'resumed' },
  'link-lost': { type: 'link-lost' },
  'link-restored': { type: 'link-restored' },
  'media-lost': { type: 'media-lost' },
  'media-restored': { type: 'media-restored' },
  revived: { type: 'revived', answeredAt: 100, wasHeld: true },
  ended: { type: 'ended', at: 300, cause: CAUSE },
};

const REQUESTING: CallState = { status: 'requesting' };
const RINGING: CallState = { status: 'ringing' };
const EARLY: CallState = { status: 'early' };
const ANSWERING: CallState = { status: 'answering' };
const ANSWERED: CallState = { status: 'active', answeredAt: 200 };
const ACTIVE: CallState = { status: 'active', answeredAt: 100 };
const HELD: CallState = { status: 'held', answeredAt: 100 };
const NEVER_ANSWERED: CallState = { status: 'ended', answeredAt: null, endedAt: 300, cause: CAUSE };
const ENDED: CallState = { status: 'ended', answeredAt: 100, endedAt: 300, cause: CAUSE };
function lost(wasHeld: boolean, ...what: readonly ('isLinkLost' | 'isMediaLost')[]): CallState {
  const isLinkLost = what.includes('isLinkLost');
  const isMediaLost = what.includes('isMediaLost');
  return { status: 'reconnecting', answeredAt: 100, wasHeld, isLinkLost, isMediaLost };
}

/** All that can happen; a pair that is not here changes nothing. */
const TABLE: Record<string, Partial<Record<CallEvent['type'], CallState>>> = {
  new: {
    offered: REQUESTING,
    received: RINGING,
    revived: lost(true, 'isMediaLost'),
    ended: NEVER_ANSWERED,
  },
  requesting: {
    'far-end-ringing': RINGING,
    'early-media': EARLY,
    answered: ANSWERED,
    ended: NEVER_ANSWERED,
  },
  ringing: { 'early-media': EARLY, accepting: ANSWERING, answered: ANSWERED, ended: NEVER_ANSWERED },
  early: { answered: ANSWERED, ended: NEVER_ANSWERED },
  answering: { answered: ANSWERED, 'answer-failed': RINGING, ended: NEVER_ANSWERED },
  active: {
    held: HELD,
    'link-lost': lost(false, 'isLinkLost'),
    'media-lost': lost(false, 'isMediaLost'),
    ended: ENDED,
  },
  held: {
    resumed: ACTIVE,
    'link-lost': lost(true, 'isLinkLost'),
    'media-lost': lost(true, 'isMediaLost'),
    ended: ENDED,
  },
  'reconnecting (link)': {
    'link-restored': ACTIVE,
    'media-lost': lost(false, 'isLinkLost', 'isMediaLost'),
    held: lost(true, 'isLinkLost'),
    ended: ENDED,
  },
  'reconnecting (media)': {
    'media-restored': ACTIVE,
    'link-lost': lost(false, 'isLinkLost', 'isMediaLost'),
    held: lost(true, 'isMediaLost'),
    ended: ENDED,
  },
  'reconnecting (link, media)': {
    'link-restored': lost(false, 'isMediaLost'),
    'media-restored': lost(false, 'isLinkLost'),
    held: lost(true, 'isLinkLost', 'isMediaLost'),
    ended: ENDED,
  },
  'reconnecting (held, link)': {
    'link-restored': HELD,
    'media-lost': lost(true, 'isLinkLost', 'isMediaLost'),
    resumed: lost(false, 'isLinkLost'),
    ended: ENDED,
  },
  'reconnecting (held, media)': {
    'media-restored': HELD,
    'link-lost': lost(true, 'isLinkLost', 'isMediaLost'),
    resumed: lost(false, 'isMediaLost'),
    ended: ENDED,
  },
  'reconnecting (held, link, media)': {
    'link-restored': lost(true, 'isMediaLost'),
    'media-restored': lost(true, 'isLinkLost'),
    resumed: lost(false, 'isLinkLost', 'isMediaLost'),
    ended: ENDED,
  },
  ended: {},
};

function nameOf(state: CallState): string {
  if (state.status !== 'reconnecting') return state.status;
  const { wasHeld, isLinkLost, isMediaLost } = state;
  const what = [wasHeld && 'held', isLinkLost && 'link', isMediaLost && 'media'].filter(Boolean);
  return `reconnecting (${what.join(', ')})`;
}

describe('nextCallState', () => {
  for (const state of STATES) {
    const name = nameOf(state);

    for (const event of Object.values(EVENTS)) {
      const expected = TABLE[name]?.[event.type];
      const outcome = expected ? `becomes ${expected.status}` : 'stays the same object';

      it(`${name} on ${event.type} ${outcome}`, () => {
        const next = nextCallState(state, event);

        if (expected) expect(next).to.deep.equal(expected);
        else expect(next).to.equal(state);
      });
    }
  }
});
