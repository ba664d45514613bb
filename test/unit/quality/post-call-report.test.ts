import { expect } from '@open-wc/testing';

import type { CallReport } from '../../../src/quality/call-report.js';
import { NO_TIMINGS } from '../../../src/quality/call-timings.js';
import { type CallReportPost, postCallReport } from '../../../src/quality/post-call-report.js';
import { FakeClock } from '../../support/fake-clock.js';

const NOTHING = { mos: null, lowestMos: null, rttMs: null, jitterMs: null, packetLoss: null };

const REPORT: CallReport = {
  callId: 'call-1',
  direction: 'outbound',
  telnyxSessionId: 'telnyx-session-1',
  telnyxLegId: 'telnyx-leg-1',
  startedAt: Date.UTC(2026, 0, 1),
  answeredAt: Date.UTC(2026, 0, 1, 0, 0, 1),
  endedAt: Date.UTC(2026, 0, 1, 0, 0, 4),
  durationMs: 3000,
  cause: 'NORMAL_CLEARING',
  causeCode: 16,
  sipCode: null,
  recovered: false,
  timings: NO_TIMINGS,
  heard: NOTHING,
  sent: NOTHING,
  path: null,
  warnings: [],
};

/** A server that answers with these statuses in turn; 0 stands for a network that fails. */
function post(statuses: readonly number[], overrides: Partial<CallReportPost> = {}) {
  const clock = new FakeClock();
  const requests: { readonly url: string; readonly init: RequestInit }[] = [];
  const arrived = postCallReport({
    gatewayUrl: 'wss://eu.rtc.telnyx.com/path?voice_sdk_id=x',
    callReportId: 'report-1',
    voiceSdkId: 'node-1',
    sessid: 'session-1',
    report: REPORT,
    clientSummary: { media: { audio: true } },
    stats: [{ n: 1 }],
    segment: 0,
    clock,
    fetch: (url, init = {}) => {
      requests.push({ url: new Request(url).url, init });
      const status = statuses[requests.length - 1] ?? 200;
      if (status === 0) return Promise.reject(new TypeError('Failed to fetch'));
      return Promise.resolve(new Response(null, { status }));
    },
    ...overrides,
  });
  return { clock, requests, arrived };
}

const bodyOf = ({ init }: { init: RequestInit }) =>
  JSON.parse(init.body as string) as Record<string, unknown>;

describe('postCallReport', () => {
  it('posts to the host of the gateway with the headers of the official SDK', async () => {
    const { requests, arrived } = post([200]);

    expect(await arrived).to.equal(true);
    expect(requests).to.have.length(1);
    expect(requests[0]?.url).to.equal('https://eu.rtc.telnyx.com/call_report');
    expect(requests[0]?.init.headers).to.deep.equal({
      'Content-Type': 'application/json',
      'x-call-report-id': 'report-1',
      'x-call-id': 'call-1',
      'x-voice-sdk-id': 'node-1',
    });
    expect(requests[0]?.init).to.include({ method: 'POST', keepalive: true, credentials: 'omit' });
    expect(bodyOf(requests[0]!)).to.deep.equal({
      summary: {
        callId: 'call-1',
        direction: 'outbound',
        state: 'ended',
        durationSeconds: 3,
        telnyxSessionId: 'telnyx-session-1',
        telnyxLegId: 'telnyx-leg-1',
        voiceSdkSessionId: 'session-1',
        sdkVersion: '0.1.0',
        startTimestamp: '2026-01-01T00:00:00.000Z',
        endTimestamp: '2026-01-01T00:00:04.000Z',
        clientSummary: { media: { audio: true } },
      },
      stats: [{ n: 1 }],
      segment: 0,
    });
  });

  it('goes without TLS only where the gateway does', async () => {
    const { requests, arrived } = post([200], { gatewayUrl: 'ws://127.0.0.1:9010', voiceSdkId: null });
    await arrived;

    expect(requests[0]?.url).to.equal('http://127.0.0.1:9010/call_report');
    expect(requests[0]?.init.headers).to.not.have.property('x-voice-sdk-id');
  });

  it('tries again after half a second, one and two, and then no more', async () => {
    const { clock, requests, arrived } = post([0, 503, 429, 500]);
    const counts: number[] = [];
    for (const ms of [0, 499, 1, 1000, 2000, 60_000]) {
      await clock.advance(ms);
      counts.push(requests.length);
    }

    expect(counts).to.deep.equal([1, 1, 2, 3, 4, 4]);
    expect(await arrived).to.equal(false);
    expect(clock.pendingCount).to.equal(0);
  });

  it('can do with a fetch that throws', async () => {
    const { clock, arrived } = post([], {
      fetch: () => {
        throw new TypeError('not a header');
      },
    });
    await clock.advance(60_000);

    expect(await arrived).to.equal(false);
  });

  it('takes a refusal for an answer', async () => {
    const { clock, requests, arrived } = post([403]);
    await clock.advance(60_000);

    expect(await arrived).to.equal(false);
    expect(requests).to.have.length(1);
  });

  it('does not ask the browser to keep alive what is too large for it', async () => {
    const stats = Array.from({ length: 360 }, (_, n) => ({ n, text: 'x'.repeat(500) }));
    const { requests, arrived } = post([200], { stats });
    await arrived;

    expect(requests[0]?.init.keepalive).to.equal(false);
    expect(bodyOf(requests[0]!).stats).to.have.length(360);
  });

  it('does so once when the page goes: there is nobody to try again', async () => {
    const { clock, requests, arrived } = post([0], { flushReason: 'page-unload' });
    await clock.advance(60_000);

    expect(await arrived).to.equal(false);
    expect(requests).to.have.length(1);
    expect(requests[0]?.init.keepalive).to.equal(true);
    expect(bodyOf(requests[0]!)).to.deep.include({ flushReason: { type: 'page-unload' } });
  });

  it('leaves out the oldest intervals when the page goes and cannot send them all', async () => {
    // Three bytes each in UTF-8: as many letters would fit.
    const stats = Array.from({ length: 36 }, (_, n) => ({ n, text: '語'.repeat(700) }));
    const { requests, arrived } = post([200], { stats, flushReason: 'page-unload' });
    await arrived;

    const { body, keepalive } = requests[0]!.init;
    const sent = bodyOf(requests[0]!).stats as typeof stats;
    const bytes = new Blob([body as string]).size;
    expect(keepalive).to.equal(true);
    expect(bytes).to.be.within(58 * 1024, 60 * 1024);
    expect(sent).to.deep.equal(stats.slice(-sent.length));
    expect(bodyOf(requests[0]!).summary).to.include({ callId: 'call-1' });
  });

  it('sends a part of a call that goes on, and asks the browser for nothing special', async () => {
    const { clock, requests, arrived } = post([503, 200], { flushReason: 'buffer-limit', segment: 2 });
    await clock.advance(500);

    expect(await arrived).to.equal(true);
    expect(requests.map(({ init }) => init.keepalive)).to.deep.equal([false, false]);
    expect(bodyOf(requests[0]!)).to.deep.include({ segment: 2, flushReason: { type: 'buffer-limit' } });
    expect(bodyOf(requests[0]!).summary).to.include({ state: 'active' });
  });
});
