import { expect } from '@open-wc/testing';

import type { MediaStats } from '../../../src/media/media-engine.js';
import type { CallReport } from '../../../src/quality/call-report.js';
import { eventually } from '../../support/eventually.js';
import { createReadySession, createTalking } from '../../support/session-scene.js';
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
  // They are being loaded since the first of these seconds.
  await import('../../../src/session/call-care.js');
  await import('../../../src/quality/telnyx-report.js');
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

  it('33001, 33004: warns in the moment in which the path breaks, held or not', async () => {
    const { session, call, engine, warned, listen } = await createCall();
    await call.hold();
    await listen(1);
    const { fakeConnection } = engine.peer;

    fakeConnection.change('disconnected');
    expect(warned()).to.deep.equal([33001]);
    fakeConnection.change('connected');
    fakeConnection.change('failed');

    expect(warned()).to.deep.equal([33001, 33004]);
    session.disconnect();
  });

  it('33008: warns of another path while the call is held', async () => {
    const { session, call, engine, warned, listen } = await createCall();
    await call.hold();
    const { fakeConnection } = engine.peer;
    const pair = (id: string) =>
      new Map([[id, { id, type: 'candidate-pair', nominated: true, state: 'succeeded' }]]);

    fakeConnection.statistics = pair('first');
    await listen(2);
    fakeConnection.statistics = pair('second');
    await listen(2);

    expect(warned()).to.deep.equal([33008]);
    session.disconnect();
  });

  for (const [code, sdp] of [
    [33002, 'a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n'],
    [33003, 'v=0\r\n'],
  ] as const) {
    it(`${code}: warns 15 s after the beginning of a call that nobody answers`, async () => {
      const { session, engine, clock, warnings, posts } = await createReadySession({
        onCallReport: () => expect.fail('There was no call to report.'),
      });
      const call = session.call({ destination: '100' });
      await settled();
      Object.assign(engine.peer.fakeConnection, {
        connectionState: 'connecting',
        iceGatheringState: 'gathering',
        localDescription: { sdp },
      });
      await clock.advance(5000);
      await import('../../../src/session/call-care.js');
      await settled();

      await clock.advance(9000);
      expect(warnings).to.deep.equal([]);
      await clock.advance(2000);

      expect(warnings.map((warning) => [warning.code, warning.callId])).to.deep.equal([[code, call.id]]);
      await call.hangup();
      session.disconnect();
      await settled();
      expect(clock.pendingCount).to.equal(0);
      expect(posts).to.deep.equal([]);
    });
  }

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

  it('posts what has come together every three minutes, part by part', async () => {
    const { session, engine, listen, posts } = await createCall({
      iceServers: [{ urls: 'turn:turn.example', username: 'secret-name', credential: 'secret-word' }],
    });
    engine.peer.fakeConnection.iceServers = [...engine.peer.options.iceServers];

    await listen(181);
    const first = await eventually('a part is posted', () => posts[0]);
    await listen(7);
    session.disconnect();
    const last = await eventually('the rest is posted', () => posts[1]);
    const [text, rest] = [await first.text(), (await last.json()) as { stats: object[] }];
    const part = JSON.parse(text) as { stats: { intervalStartUtc: string; intervalEndUtc: string }[] };

    expect(part).to.deep.include({ segment: 0, flushReason: { type: 'buffer-limit' } });
    expect(part.stats).to.have.length(36);
    const times = part.stats.map(({ intervalStartUtc, intervalEndUtc }) => [
      intervalStartUtc,
      intervalEndUtc,
    ]);
    expect(times.slice(1).map(([start]) => start)).to.deep.equal(times.slice(0, -1).map(([, end]) => end));
    expect(part).to.have.nested.property('summary.clientSummary.authentication.type', 'anonymous_login');
    expect(part).to.have.deep.nested.property('summary.clientSummary.media.iceServers', [
      { urls: 'turn:turn.example', hasUsername: true, hasCredential: true },
    ]);
    expect(text).to.not.include('secret');
    expect(rest).to.deep.include({ segment: 1 });
    expect(rest).to.not.have.property('flushReason');
    expect(rest.stats).to.have.length.within(1, 3);
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
