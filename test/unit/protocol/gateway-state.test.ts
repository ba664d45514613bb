import { expect } from '@open-wc/testing';

import { gatewayVerdict } from '../../../src/protocol/gateway-state.js';

describe('gatewayVerdict', () => {
  const verdicts = {
    registered: ['REGED', 'REGISTER'],
    'not-yet': ['UNREGED', 'NOREG'],
    failed: ['FAILED', 'FAIL_WAIT', 'TIMEOUT'],
    progress: ['TRYING', 'EXPIRED', 'UNREGISTER', 'ATTACHED', 'SOME_NEW_WORD', '', 'toString', '__proto__'],
  };

  for (const [verdict, states] of Object.entries(verdicts)) {
    for (const state of states) {
      it(`takes ${JSON.stringify(state)} for ${verdict}`, () => {
        expect(gatewayVerdict(state)).to.equal(verdict);
      });
    }
  }
});
