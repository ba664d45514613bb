import { expect } from '@open-wc/testing';

import { TelnyxError } from '../../../src/shared/errors.js';
import {
  type ConnectionEvent,
  type ConnectionState,
  nextConnectionState,
  type Registration,
} from '../../../src/signaling/connection-state.js';

const OLD: Registration = {
  sessid: 'old',
  region: null,
  dc: null,
  callReportId: null,
  reattachedCallIds: [],
};
const NEW: Registration = { ...OLD, sessid: 'new', reattachedCallIds: ['call-1'] };
const FAILURE = new TelnyxError(45003);

const STATES: { readonly [S in ConnectionState['status']]: Extract<ConnectionState, { status: S }> } = {
  idle: { status: 'idle' },
  connecting: { status: 'connecting' },
  ready: { status: 'ready', registration: OLD },
  reconnecting: { status: 'reconnecting', registration: OLD, attempt: 3 },
  failed: { status: 'failed', error: new TelnyxError(46001) },
};
const EVENTS: { readonly [E in ConnectionEvent['type']]: Extract<ConnectionEvent, { type: E }> } = {
  connect: { type: 'connect' },
  registered: { type: 'registered', registration: NEW },
  lost: { type: 'lost' },
  retrying: { type: 'retrying', attempt: 4 },
  'gave-up': { type: 'gave-up', error: FAILURE },
  disconnect: { type: 'disconnect' },
};

const IDLE: ConnectionState = { status: 'idle' };
const CONNECTING: ConnectionState = { status: 'connecting' };
const READY: ConnectionState = { status: 'ready', registration: NEW };
const FAILED: ConnectionState = { status: 'failed', error: FAILURE };

/** All that can happen; a pair that is not here changes nothing. */
const TABLE: Record<string, Partial<Record<string, ConnectionState>>> = {
  idle: { connect: CONNECTING },
  connecting: { registered: READY, 'gave-up': FAILED, disconnect: IDLE },
  ready: {
    lost: { status: 'reconnecting', registration: OLD, attempt: 0 },
    'gave-up': FAILED,
    disconnect: IDLE,
  },
  reconnecting: {
    registered: READY,
    retrying: { status: 'reconnecting', registration: OLD, attempt: 4 },
    'gave-up': FAILED,
    disconnect: IDLE,
  },
  failed: { connect: CONNECTING, disconnect: IDLE },
};

describe('nextConnectionState', () => {
  for (const state of Object.values(STATES)) {
    for (const event of Object.values(EVENTS)) {
      const expected = TABLE[state.status]?.[event.type];
      const outcome = expected ? `becomes ${expected.status}` : 'stays the same object';

      it(`${state.status} on ${event.type} ${outcome}`, () => {
        const next = nextConnectionState(state, event);

        if (expected) expect(next).to.deep.equal(expected);
        else expect(next).to.equal(state);
      });
    }
  }
});
