import { expect } from '@open-wc/testing';

import type { TelnyxError } from '../../../src/shared/errors.js';
import { untilTokenExpires } from '../../../src/signaling/token-watch.js';
import { FakeClock } from '../../support/fake-clock.js';
import { jsonWebToken } from '../../support/json-web-token.js';
import { rejection } from '../../support/rejection.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function watch(lifeMs: number | null, { isRenewal = false } = {}) {
  const clock = new FakeClock();
  const warnings: TelnyxError[] = [];
  const lifetime = new AbortController();
  const token = lifeMs === null ? 'opaque' : jsonWebToken({ exp: (clock.now() + lifeMs) / 1000 });
  const options = { clock, isRenewal, onWarning: (warning: TelnyxError) => void warnings.push(warning) };
  const verdict = untilTokenExpires(token, options, lifetime.signal);
  return { clock, warnings, lifetime, verdict };
}

describe('untilTokenExpires', () => {
  it('warns with 34001 when 120 s are left, not before, and once', async () => {
    const { clock, warnings, verdict } = watch(10 * MINUTE_MS);

    await clock.advance(8 * MINUTE_MS - 1);
    expect(warnings).to.deep.equal([]);
    await clock.advance(1);

    expect(await verdict).to.equal(true);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include({ code: 34001, name: 'TOKEN_EXPIRING_SOON', fatal: false });
    expect(warnings[0]?.context).to.deep.equal({ secondsLeft: 120 });
    expect(clock.pendingCount).to.equal(0);
  });

  it('warns at once when less is left', async () => {
    const { clock, warnings, verdict } = watch(30_000);

    expect(await verdict).to.equal(true);
    expect(warnings[0]?.context).to.deep.equal({ secondsLeft: 30 });
    expect(clock.pendingCount).to.equal(0);
  });

  for (const [what, lifeMs] of [
    ['has ended', -1000],
    ['does not say when it ends', null],
  ] as const) {
    it(`says nothing of a token that ${what}`, async () => {
      const { clock, warnings, verdict } = watch(lifeMs);

      expect(await verdict).to.equal(false);
      expect(warnings).to.deep.equal([]);
      expect(clock.pendingCount).to.equal(0);
    });
  }

  it('waits for months, longer than a single timer can', async () => {
    const { clock, warnings } = watch(60 * DAY_MS);

    await clock.advance(59 * DAY_MS);
    expect(warnings).to.deep.equal([]);
    await clock.advance(DAY_MS);

    expect(warnings).to.have.length(1);
  });

  it('leaves a renewed token of a short life half of it, and never less than 10 s', async () => {
    const long = watch(MINUTE_MS, { isRenewal: true });
    const short = watch(15_000, { isRenewal: true });

    await long.clock.advance(29_999);
    await short.clock.advance(9999);
    expect([...long.warnings, ...short.warnings]).to.deep.equal([]);
    await long.clock.advance(1);
    await short.clock.advance(1);

    expect([long.warnings.length, short.warnings.length]).to.deep.equal([1, 1]);
  });

  it('rejects and leaves no timer when its signal aborts', async () => {
    const { clock, lifetime, verdict, warnings } = watch(10 * MINUTE_MS);

    lifetime.abort();
    await rejection(verdict);

    expect(clock.pendingCount).to.equal(0);
    expect(warnings).to.deep.equal([]);
  });
});
