import { expect } from '@open-wc/testing';

import { createTalking } from '../../support/session-scene.js';

describe('TelnyxSession.diagnostics', () => {
  it('says what support needs, as text that can be copied', async () => {
    const { session, call, engine } = await createTalking({
      gatewayUrl: 'wss://gw.example/path?token=query-secret',
      region: 'eu',
    });
    engine.deviceList = [{ kind: 'audioinput', deviceId: 'x', label: 'label-secret' } as MediaDeviceInfo];
    await session.refreshDevices();
    await session.setSpeaker('speaker-secret');
    engine.peer.events?.onPlaybackBlocked(true);

    const report = session.diagnostics();
    const text = JSON.stringify(report);
    session.disconnect();

    expect(report).to.include({
      status: 'ready',
      gatewayHost: 'gw.example',
      region: 'eu',
      dc: 'dc-1',
      callReportId: 'report-1',
    });
    expect(report.devices).to.deep.equal({
      microphones: 1,
      speakers: 0,
      isMicrophoneChosen: false,
      isSpeakerChosen: true,
      isRingerChosen: false,
      canChooseSpeaker: true,
    });
    expect((report.recent as string[])[0]).to.include('60011 AUDIO_PLAYBACK_BLOCKED');
    expect((report.lastCall as { timings: object }).timings).to.include({ inviteMs: 0, answeredMs: 0 });
    expect((report.calls as { id: string }[])[0]?.id).to.equal(call.id);
    expect(text).to.not.include('secret').and.not.include('+1555');
  });

  it('keeps the newest errors and warnings only', async () => {
    const { session, engine } = await createTalking();

    for (let n = 0; n < 50; n += 1) {
      engine.peer.events?.onPlaybackBlocked(true);
      engine.peer.events?.onPlaybackBlocked(false);
    }
    const { recent } = session.diagnostics() as { recent: string[] };
    session.disconnect();

    expect(recent).to.have.length(20);
  });

  it('works before anything happened, with an address that is none', async () => {
    const { session } = await createTalking();
    session.disconnect();
    const { createSession } = await import('../../support/session-scene.js');

    const report = createSession({ gatewayUrl: 'no address' }).session.diagnostics();

    expect(report).to.include({ status: 'idle', gatewayHost: null });
  });
});
