import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { isMet, target } from '../../scripts/bench/targets.js';

describe('a target of the bench', () => {
  const cases: readonly (readonly [what: string, measured: readonly number[], expected: boolean])[] = [
    ['is met by less', [0.6, 0.7], true],
    ['is met by itself, as it is printed', [0.8004], true],
    ['is missed by the worst of several', [0.6, 0.81], false],
    ['is missed by what never came', [0.6, NaN], false],
    ['is missed where nothing was measured', [], false],
  ];
  for (const [what, measured, expected] of cases) {
    it(what, () => {
      assert.equal(isMet(target('a figure', 0.8, measured)), expected);
    });
  }
});
