import { expect } from '@open-wc/testing';

import type { ToneElement } from '../../../src/media/tone-player.js';
import { eventually } from '../../support/eventually.js';
import { createReadySession } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';

class FakeTone implements ToneElement {
  loop = false;
  volume = 0;
  src = '';
  speaker: string | null = null;
  isPlaying = false;
  plays = 0;
  failure: Error | null = null;

  play(): Promise<void> {
    this.plays += 1;
    if (this.failure) return Promise.reject(this.failure);
    this.isPlaying = true;
    return Promise.resolve();
  }

  pause(): void {
    this.isPlaying = false;
  }

  setSinkId(id: string): Promise<void> {
    this.speaker = id;
    return Promise.resolve();
  }
}

/** A phone whose tones are recorded; the one that plays is the last. */
async function createPhone(failure: Error | null = null) {
  const tones: FakeTone[] = [];
  const page = new EventTarget();
  const scene = await createReadySession({
    auth: { login: 'alice', password: 'secret' },
    page,
    tones: {
      ringtone: '/ring.flac',
      ringback: '/back.flac',
      createElement: () => {
        const tone = new FakeTone();
        tone.failure = failure;
        tones.push(tone);
        return tone;
      },
    },
  });
  const { socket } = scene.gateway;
  const ring = (callID: string) => socket.push('telnyx_rtc.invite', { callID, sdp: 'their offer' });
  const end = (callID: string) => socket.push('telnyx_rtc.bye', { callID });
  const playing = () => tones.filter(({ isPlaying }) => isPlaying);
  const heard = () => eventually('a tone is tried', () => tones.find(({ plays }) => plays > 0));
  return { ...scene, tones, page, ring, end, playing, heard };
}

describe('the tones of a session', () => {
  it('ring while a call comes in, over and over, on the speaker for ringing', async () => {
    const { session, ring, heard } = await createPhone();
    session.setRinger('bell');

    ring('call-1');
    const tone = await heard();

    expect(tone).to.include({ src: '/ring.flac', loop: true, volume: 1, speaker: 'bell', isPlaying: true });
    session.disconnect();
  });

  it('stop when the call is answered, and when the caller gives up', async () => {
    const { session, ring, end, heard, playing } = await createPhone();
    ring('call-1');
    await heard();
    const call = session.getCall('call-1');

    await call?.answer();
    await settled();
    expect(playing()).to.deep.equal([]);

    ring('call-2');
    await settled();
    expect(playing()).to.have.length(1);
    expect(playing()[0]?.volume).to.be.lessThan(0.5);
    end('call-2');
    await settled();
    expect(playing()).to.deep.equal([]);
    session.disconnect();
  });

  it('ring once for any number of calls', async () => {
    const { session, ring, heard, tones } = await createPhone();
    for (let n = 0; n < 40; n += 1) ring(`call-${n}`);
    await heard();
    await settled();

    expect(tones).to.have.length(1);
    session.disconnect();
  });

  it('tell a caller that the far end rings, until it sends sound of its own', async () => {
    const { session, gateway, heard, playing } = await createPhone();
    const call = session.call({ destination: '100' });
    await settled();

    gateway.socket.push('telnyx_rtc.ringing', { callID: call.id });
    expect(await heard()).to.include({ src: '/back.flac', isPlaying: true });
    gateway.socket.push('telnyx_rtc.media', { callID: call.id, sdp: 'their answer' });
    await settled();

    expect(playing()).to.deep.equal([]);
    session.disconnect();
  });

  it('warn once of a file that does not play, and leave the call alone', async () => {
    const { session, ring, end, heard, warnings } = await createPhone(new Error('404'));
    ring('call-1');
    await heard();
    await settled();
    end('call-1');
    ring('call-2');
    await settled();

    expect(warnings.map(({ code }) => code)).to.deep.equal([60022]);
    expect(session.getCall('call-2')?.state).to.equal('ringing');
    session.disconnect();
  });

  it('wait for a gesture where the browser wants one, and tell the page that they are not heard', async () => {
    const { session, ring, heard, page, playing, warnings } = await createPhone(
      new DOMException('first a click', 'NotAllowedError'),
    );
    ring('call-1');
    const tone = await heard();
    await settled();
    expect(playing()).to.deep.equal([]);

    page.dispatchEvent(new Event('keydown'));
    await settled();
    tone.failure = null;
    page.dispatchEvent(new Event('click'));
    await settled();

    expect(playing()).to.deep.equal([tone]);
    expect(warnings.map(({ code, context }) => [code, context])).to.deep.equal([
      [60011, { tone: 'ringtone' }],
    ]);
    session.disconnect();
    await settled();
    expect(playing()).to.deep.equal([]);
  });

  it('tell the page once for each ringing that they are not heard, wherever it rings', async () => {
    const { session, ring, end, heard, warnings } = await createPhone(
      new DOMException('first a click', 'NotAllowedError'),
    );
    ring('call-1');
    await heard();
    await settled();
    session.setRinger('desk-speaker');
    await settled();
    const atFirst = warnings.length;
    end('call-1');
    ring('call-2');
    await settled();

    expect([atFirst, warnings.length]).to.deep.equal([1, 2]);
    session.disconnect();
  });

  it('are none where the page names none', async () => {
    const { session, gateway } = await createReadySession();
    gateway.socket.push('telnyx_rtc.invite', { callID: 'call-1', sdp: 'their offer' });
    await settled();

    expect(session.getCall('call-1')?.state).to.equal('ringing');
    session.disconnect();
  });
});
