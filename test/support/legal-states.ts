import { expect } from '@open-wc/testing';

import type { Call } from '../../src/call/call.js';
import type { CallStatus } from '../../src/call/call-snapshot.js';

/** Where a call may go from each state, as one sees it; from every state to `ended`. */
const NEXT: Readonly<Record<CallStatus, readonly CallStatus[]>> = {
  new: ['requesting', 'ringing'],
  requesting: ['ringing', 'early', 'active'],
  ringing: ['early', 'answering', 'active'],
  early: ['active'],
  answering: ['active', 'ringing'],
  active: ['held', 'reconnecting'],
  held: ['active', 'reconnecting'],
  reconnecting: ['active', 'held'],
  ended: [],
};

/** The states of a call from now on, each once in a row. */
export function statesOf(call: Call): readonly CallStatus[] {
  const states = [call.state];
  call.subscribe(({ state }) => {
    if (states.at(-1) !== state) states.push(state);
  });
  return states;
}

/** Expects that each state may follow the one before, and that the end came, once. */
export function expectLegalLife(states: readonly CallStatus[]): void {
  states.forEach((state, index) => {
    const previous = states[index - 1];
    const isLegal = previous === undefined || state === 'ended' || NEXT[previous].includes(state);
    expect(isLegal, `${String(previous)} → ${state}`).to.equal(true);
  });
  expect(states.at(-1)).to.equal('ended');
  expect(states.filter((state) => state === 'ended')).to.have.length(1);
}
