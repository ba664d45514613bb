import { expect } from '@open-wc/testing';

import type { CallReport, TelnyxError } from '../../src/index.js';
import { TelnyxSession, type TelnyxSessionOptions } from '../../src/index.js';
import { eventually } from '../support/eventually.js';
import { gatewayUrl, type GatewayUrlOptions, reportWhen, uniqueTag } from '../support/gateway.js';
import { rejection } from '../support/rejection.js';
import { until } from '../support/until.js';
import { withoutMicrophone } from '../support/failing-microphone.js';

/** A conversation with the assistant of the local gateway, and all that is told of it. */
async function createCall(gateway: GatewayUrlOptions = {}, options: Partial<TelnyxSessionOptions> = {}) {
  const tag = uniqueTag();
  const warnings: TelnyxError[] = [];
  const reports: CallReport[] = [];
  const posts: { readonly body: string; readonly status: number }[] = [];
  const session = new TelnyxSession({
    auth: { agentId: 'assistant-test' },
    gatewayUrl: gatewayUrl({ tag, ...gateway }),
    onWarning: (warning) => warnings.push(warning),
    onCallReport: (report) => reports.push(report),
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      posts.push({ body: init?.body as string, status: response.status });
      return response;
    },
    ...options,
  });
  await session.connect();
  const call = session.call();
  await call.answered;
  const connection = call.peerConnection;
  if (!connection) throw new Error('The call has no peer connection.');
  const isHeard = () => reportWhen(tag, ({ calls }) => (calls[0]?.media.receivedLastSecond.max ?? 0) > 0.01);
  const warned = (code: number) =>
    eventually(`${code} is told`, () => warnings.find((each) => each.code === code));
  return { tag, session, call, connection, warnings, reports, posts, isHeard, warned };
}

/** Does so in the page's own browser: no player plays before a gesture. */
function refusePlayback() {
  const { prototype } = HTMLMediaElement;
  const play = Object.getOwnPropertyDescriptor(prototype, 'play')!;
  const allow = () => Object.defineProperty(prototype, 'play', play);
  prototype.play = () => Promise.reject(new DOMException('A gesture first.', 'NotAllowedError'));
  return allow;
}

describe('the quality of a call on real media', () => {
  it('shows how loud both sides are, and how good it sounds', async () => {
    const { session, call } = await createCall();

    await until(
      { snapshot: session.levels.value, subscribe: (listener) => session.levels.subscribe(listener) },
      ({ output }) => output > 0.01,
    );
    await until(
      { snapshot: call.levels.value, subscribe: (listener) => call.levels.subscribe(listener) },
      ({ input }) => input > 0.01,
    );
    const { quality } = await until(session, (snapshot) => snapshot.quality?.mos != null);
    session.disconnect();

    expect(quality).to.include({ callId: call.id, packetLoss: 0 });
    expect(quality?.mos).to.be.within(3.5, 4.5);
  });

  it('is reported to the page and to the gateway, without anything private', async () => {
    const { tag, session, call, reports, posts } = await createCall();
    await until(session, (snapshot) => snapshot.quality?.mos != null);
    const path = () => session.diagnostics().lastCall as { path: object | null };
    await eventually('the path is known', () => path().path);

    await call.hangup();
    const post = await eventually('the report is taken', () => posts[0]);
    await reportWhen(tag, ({ callReports }) => callReports.length === 1);
    session.disconnect();

    const [report] = reports;
    expect(post.status).to.be.within(200, 299);
    expect(report?.path).to.deep.include({ localCandidate: 'host', protocol: 'udp' });
    expect(report?.path?.codec).to.match(/^audio\//);
    const { inviteMs, answeredMs, firstAudioMs } = report?.timings ?? {};
    expect(inviteMs).to.be.a('number');
    expect(answeredMs).to.be.within(inviteMs ?? 0, firstAudioMs ?? 0);
    const { stats } = JSON.parse(post.body) as {
      stats: { audio: { inbound: { packetsReceived: number } } }[];
    };
    expect(stats.at(-1)?.audio.inbound.packetsReceived).to.be.greaterThan(0);
    // A browser's version looks like an address.
    const diagnostics = { ...session.diagnostics(), userAgent: '' };
    for (const text of [post.body, JSON.stringify(report), JSON.stringify(diagnostics)]) {
      expect(text).to.not.match(/\d+\.\d+\.\d+\.\d+|[\da-f]*::[\da-f]+|\.local\b/i);
      expect(text).to.not.match(/ufrag|fingerprint|candidate:|fake_?(device|audio)|credential|password/i);
    }
  });

  it('is warned of when the sound breaks off', async () => {
    const { session, call, warned } = await createCall({ scenario: 'lost-media' });

    const warning = await warned(32001);
    session.disconnect();

    expect(warning).to.include({ callId: call.id, fatal: false });
  });
});

describe('the devices of a call on real media', () => {
  it('go on with another microphone when the one in use goes away', async () => {
    const { session, connection, isHeard, warned, tag } = await createCall();
    await isHeard();
    const lost = connection.getSenders()[0]?.track;

    // What a browser does when the device is pulled out; a stop by script makes no event.
    lost?.stop();
    lost?.dispatchEvent(new Event('ended'));
    await warned(60020);
    await eventually('another microphone is used', () => {
      const { track } = connection.getSenders()[0] ?? {};
      return track?.readyState === 'live' && track !== lost;
    });
    const { calls } = await reportWhen(tag, (report) => {
      const { packetsReceived = 0 } = report.calls[0]?.media ?? {};
      return packetsReceived > 50;
    });
    await isHeard();
    session.disconnect();

    expect(calls[0]?.state).to.equal('active');
  });

  it('B41: stay as they are when another microphone cannot be opened', async () => {
    const { session, call, connection, isHeard } = await createCall();
    await isHeard();
    const track = connection.getSenders()[0]?.track;

    await withoutMicrophone('NotReadableError', async () => {
      expect((await rejection(session.setMicrophone('another'))).code).to.equal(60013);
    });
    await isHeard();

    expect(call.state).to.equal('active');
    expect(connection.getSenders()[0]?.track === track).to.equal(true);
    expect(track?.readyState).to.equal('live');
    session.disconnect();
  });

  it('are changed by their exact id, and the old microphone is closed', async () => {
    const { session, connection, isHeard } = await createCall();
    await isHeard();
    const { devices } = await until(session, (snapshot) => snapshot.devices.microphones.length > 1);
    const before = connection.getSenders()[0]?.track;
    const current = before?.getSettings().deviceId;
    const other = devices.microphones.find(({ deviceId }) => deviceId !== current && deviceId !== 'default');

    await session.setMicrophone(other?.deviceId ?? null);
    const now = connection.getSenders()[0]?.track;
    await isHeard();

    expect(now?.getSettings().deviceId).to.equal(other?.deviceId);
    expect(before?.readyState).to.equal('ended');
    expect(session.snapshot.devices.microphoneId).to.equal(other?.deviceId);
    session.disconnect();
  });

  it('fall back to the default speaker when the chosen one cannot be used', async () => {
    const { session, call, warned } = await createCall();

    await session.setSpeaker('no-such-speaker');
    await warned(60021);
    await until(session, ({ devices }) => devices.canChooseSpeaker);

    expect(session.snapshot.devices.speakerId).to.equal(null);
    expect(call.state).to.equal('active');
    session.disconnect();
  });
});

describe('sound that the browser holds back, on real media', () => {
  it('B30: comes with the next key on the page', async () => {
    const allow = refusePlayback();
    try {
      const { session, warnings } = await createCall();
      await until(session, ({ isAudioBlocked }) => isAudioBlocked);
      expect(warnings.map(({ code }) => code)).to.include(60011);

      allow();
      await eventually('the sound plays', () => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
        return !session.snapshot.isAudioBlocked;
      });
      session.disconnect();
    } finally {
      allow();
    }
  });
});
