import { expect } from '@open-wc/testing';

import {
  nextRepair,
  RECOVERY_LIMIT_MS,
  type RepairSituation,
  type RepairStep,
} from '../../../src/call/recovery-plan.js';

const ORDINARY: RepairSituation = {
  elapsedMs: 0,
  link: 'proven',
  isAttachExpected: false,
  hasFailed: false,
};

describe('nextRepair', () => {
  const cases: readonly (readonly [situation: Partial<RepairSituation>, step: RepairStep])[] = [
    [{}, 'restart-ice'],
    [{ link: 'unproven' }, 'prove-link'],
    [{ hasFailed: true }, 'reconnect'],
    [{ hasFailed: true, link: 'unproven' }, 'reconnect'],
    [{ link: 'down' }, 'wait'],
    [{ link: 'down', hasFailed: true }, 'wait'],
    [{ isAttachExpected: true }, 'wait'],
    [{ isAttachExpected: true, hasFailed: true }, 'wait'],
    [{ isAttachExpected: true, link: 'unproven' }, 'wait'],
    [{ elapsedMs: RECOVERY_LIMIT_MS - 1 }, 'restart-ice'],
    [{ elapsedMs: RECOVERY_LIMIT_MS }, 'give-up'],
    [{ elapsedMs: RECOVERY_LIMIT_MS, isAttachExpected: true, link: 'down' }, 'give-up'],
  ];

  for (const [situation, step] of cases) {
    it(`says ${step} for ${JSON.stringify(situation)}`, () => {
      expect(nextRepair({ ...ORDINARY, ...situation })).to.equal(step);
    });
  }
});
