import { expect } from '@open-wc/testing';

import type { MediaStats } from '../../../src/media/media-engine.js';
import type { CallReport } from '../../../src/quality/call-report.js';
import { eventually } from '../../support/eventually.js';
import { createTalking } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';

const STATS: MediaStats = {
  inputLevel: 0.3,
  outputLevel: 0.2,
  packetsReceived: 0,
  packetsLost: 0,
  bytesReceived: 0,
  bytesSent: 0,
  jitterMs: 5,
  rttMs: 40,
  remote: { jitterMs: 8, lossShare: 0 },
};

/** A call whose sound flows, second by second, and everything that is told of it. */
async function createCall(overrides: Parameters<typeof createTalking>[0] = {}) {
  const reports: CallReport[] = [];
  const scene = await createTalking({ onCallReport: (report) => reports.push(report), ...overrides });
  const { engine, clock, warnings } = scene;
  const { peer } = engine;
  let seconds = 0;
  peer.statistics = STATS;
  const listen = async (count: number, news: Partial<MediaStats> = {}) => {
    for (let second = 0; second < count; second += 1) {
      seconds += 1;
      const flown = {
        packetsReceived: 50 * seconds,
        bytesReceived: 8000 * seconds,
        bytesSent: 8000 * seconds,
      };
      peer.statistics = { ...STATS, ...flown, ...news };
      await clock.advance(1000);
    }
  };
  await listen(2);
  // It is being loaded since the first of these seconds.
  await import('../../../src/session/call-care.js');
  await settled();
  return { ...scene, reports, listen, warned: () => warnings.map(({ code }) => code) };
}

describe('the care for a call', () => {
  it('warns by number, with the call and in words, and not fatally', async () => {
    const { session, call, listen, warnings } = await createCall();

    await listen(3, { jitterMs: 50 });

    expect(warnings[0]).to.include({ code: 31002, name: 'HIGH_JITTER', fatal: false, callId: call.id });
    expect(warnings[0]?.message).to.not.equal('');
    session.disconnect();
  });

  it('tells the recovery of a call through which no sound comes', async () => {
    const { session, call, listen, warned } = await createCall();
    const troubles: string[] = [];
    call.mediaTrouble = (trouble) => troubles.push(trouble);

    await listen(4, { bytesReceived: 0 });

    expect(warned()).to.deep.equal([32001]);
    expect(troubles).to.deep.equal(['silent']);
    session.disconnect();
  });

  it('expects nothing of a call on hold', async () => {
    const { session, call, listen, warned } = await createCall();
    await call.hold();
    expect(call.state).to.equal('held');

    await listen(20, { bytesReceived: 0, bytesSent: 0, outputLevel: 0 });

    expect(warned()).to.deep.equal([]);
    session.disconnect();
  });

  it('reports to the page how the call went', async () => {
    const { call, listen, reports, session } = await createCall();
    await listen(5, { jitterMs: 50 });

    await call.hangup();
    await eventually('the report is there', () => reports[0]);

    const report = reports[0]!;
    expect(report).to.include({
      callId: call.id,
      direction: 'outbound',
      cause: 'NORMAL_CLEARING',
      causeCode: 16,
      durationMs: 7000,
    });
    expect(report.warnings).to.deep.equal([31002]);
    expect(report.heard.mos).to.be.within(3.5, 4.4);
    expect(report.heard.jitterMs).to.be.within(30, 50);
    expect(report.sent).to.include({ jitterMs: 8, packetLoss: 0, rttMs: 40 });
    expect(report.timings.answeredMs).to.be.a('number');
    expect(report).to.be.frozen;
    expect(reports).to.have.length(1);
    session.disconnect();
  });

  it('posts the report to the host of the gateway, also when the session ends with the call', async () => {
    const { session, call, posts } = await createCall();

    session.disconnect();
    const request = await eventually('the report is posted', () => posts[0]);
    const body = (await request.json()) as { summary: object; segment: number };

    expect(request.url).to.equal('https://gw.example/call_report');
    expect(request.headers.get('x-call-report-id')).to.equal('report-1');
    expect(request.headers.get('x-call-id')).to.equal(call.id);
    expect(request.headers.get('x-voice-sdk-id')).to.equal('node-1');
    expect(body.summary).to.include({ callId: call.id, voiceSdkSessionId: 'session-1', state: 'ended' });
    expect(posts).to.have.length(1);
  });

  it('posts what there is when the page goes and the call stays, for the page that comes next', async () => {
    const page = new EventTarget();
    const storage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
    const { session, posts } = await createCall({ page, storage });

    page.dispatchEvent(new Event('pagehide'));
    const first = await eventually('the report is posted', () => posts[0]);
    session.disconnect();
    const last = await eventually('the rest is posted', () => posts[1]);

    expect(await first.json()).to.deep.include({ segment: 0, flushReason: { type: 'page-unload' } });
    expect(await last.json()).to.deep.include({ segment: 1 });
    page.dispatchEvent(new Event('pagehide'));
    await settled();
    expect(posts).to.have.length(2);
  });

  it('posts nothing where the page wants no reports', async () => {
    const { call, posts, reports, session } = await createCall({ callReports: false });

    await call.hangup();
    await eventually('the page has its report', () => reports[0]);

    expect(posts).to.deep.equal([]);
    session.disconnect();
  });

  for (const [what, fetch] of [
    ['not taken', () => Promise.reject<Response>(new TypeError('Failed to fetch'))],
    ['never answered', () => new Promise<Response>(() => undefined)],
  ] as const) {
    it(`B39: waits for no report, and does without one that is ${what}`, async () => {
      const { session, call, clock, reports } = await createCall({ fetch });

      await call.hangup();
      await eventually('the page has its report', () => reports[0]);
      const next = session.call({ destination: '100' });
      await settled();

      expect(next.state).to.equal('requesting');
      await clock.advance(10_000);
      session.disconnect();
      await settled();
      expect(clock.pendingCount).to.equal(0);
    });
  }

  it('leaves nothing behind', async () => {
    const { session, call, clock } = await createCall();

    await call.hangup();
    session.disconnect();
    await settled();

    expect(clock.pendingCount).to.equal(0);
  });
});
