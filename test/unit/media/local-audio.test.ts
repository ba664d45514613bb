import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';

import { playKeypadTone } from '../../../src/media/keypad-tone.js';
import { playTone } from '../../../src/media/tone-player.js';
import { TrackMeter } from '../../../src/media/track-meter.js';
import { eventually } from '../../support/eventually.js';
import { ToneMicrophone } from '../../support/tone-microphone.js';

/** Audio graphs that were made while `work` ran. */
async function graphsOf(work: () => Promise<void>): Promise<AudioContext[]> {
  const made: AudioContext[] = [];
  const original = globalThis.AudioContext;
  globalThis.AudioContext = class extends original {
    constructor() {
      super();
      made.push(this);
    }
  };
  try {
    await work();
  } finally {
    globalThis.AudioContext = original;
  }
  return made;
}

describe('playKeypadTone', () => {
  it('makes no audio graph before the visitor did anything', async () => {
    expect(await graphsOf(() => playKeypadTone('5', null))).to.deep.equal([]);
  });

  it('plays each key and leaves no audio graph behind', async () => {
    await sendMouse({ type: 'click', position: [1, 1] });

    const graphs = await graphsOf(async () => {
      for (const key of ['1', '#', 'd']) await playKeypadTone(key, null);
    });

    expect(graphs.map(({ state }) => state)).to.deep.equal(['closed', 'closed', 'closed']);
  });

  it('is silent for what is no key', async () => {
    const graphs = await graphsOf(async () => {
      for (const key of ['', 'x', '12', '☎']) await playKeypadTone(key, null);
    });

    expect(graphs).to.deep.equal([]);
  });

  it('plays through the default speaker when the chosen one is gone', async () => {
    const graphs = await graphsOf(() => playKeypadTone('5', 'gone'));

    expect(graphs.map(({ state }) => state)).to.deep.equal(['closed']);
  });
});

describe('TrackMeter', () => {
  const sending = (track: MediaStreamTrack | null) =>
    ({ getSenders: () => [{ track }] }) as unknown as RTCPeerConnection;

  it('measures the track that is sent, and none after it was taken away', async () => {
    const microphone = new ToneMicrophone();
    const lifetime = new AbortController();
    const meter = new TrackMeter(lifetime.signal);
    const connection = sending(microphone.stream.getAudioTracks()[0]!);
    microphone.speak();

    while ((meter.read(connection) ?? 0) < 0.3) await new Promise((resolve) => setTimeout(resolve, 20));
    const without = meter.read(sending(null));
    lifetime.abort();
    await microphone.close();

    expect(without).to.equal(0);
    expect(meter.read(null)).to.equal(0);
  });

  it('knows nothing where no audio graph runs', async () => {
    const microphone = new ToneMicrophone();
    const lifetime = new AbortController();
    const connection = sending(microphone.stream.getAudioTracks()[0]!);
    let meter!: TrackMeter;
    const [graph] = await graphsOf(() => {
      meter = new TrackMeter(lifetime.signal);
      return Promise.resolve();
    });

    while (meter.read(connection) === null) await new Promise((resolve) => setTimeout(resolve, 20));
    await graph?.suspend();

    expect(meter.read(connection)).to.equal(null);
    lifetime.abort();
    await microphone.close();
  });

  it('closes its audio graph with its signal, also with one that was over before', async () => {
    const graphs = await graphsOf(async () => {
      const lifetime = new AbortController();
      const meters = [new TrackMeter(lifetime.signal), new TrackMeter(AbortSignal.abort())];
      lifetime.abort();
      for (const meter of meters) expect(meter.read(sending(null))).to.equal(0);
      await new Promise((resolve) => setTimeout(resolve, 50));
    });

    expect(graphs.map(({ state }) => state)).to.deep.equal(['closed', 'closed']);
  });
});

describe('the tones we ship', () => {
  for (const [name, seconds, silentFrom] of [
    ['ringtone', 4, 2],
    ['ringback', 6, 2],
  ] as const) {
    it(`has a ${name} that is small, sounds, and pauses`, async () => {
      const file = await (await fetch(`/public/${name}.flac`)).arrayBuffer();
      const { byteLength } = file;
      const sound = await new OfflineAudioContext(1, 1, 8000).decodeAudioData(file);
      const samples = sound.getChannelData(0);
      const loudest = (from: number, to: number) => Math.max(...samples.subarray(from * 8000, to * 8000));

      expect(byteLength).to.be.lessThan(20_000);
      expect(sound.duration).to.equal(seconds);
      expect(loudest(0, 1)).to.be.within(0.2, 0.9);
      expect(loudest(silentFrom, seconds)).to.equal(0);
    });
  }

  /** Plays a file in the browser's own audio element. */
  function play(url: string) {
    const elements: HTMLAudioElement[] = [];
    const failures: unknown[] = [];
    const lifetime = new AbortController();
    playTone(
      {
        url,
        volume: 0.1,
        speakerId: 'gone',
        onFailure: (cause) => failures.push(cause),
        onBlocked: () => undefined,
        createElement: () => {
          elements.push(new Audio());
          return elements[0]!;
        },
      },
      lifetime.signal,
    );
    return { element: elements[0]!, failures, lifetime };
  }

  it('play until they are stopped, also when the chosen speaker is gone', async () => {
    const { element, failures, lifetime } = play('/public/ringtone.flac');

    await eventually('it sounds', () => element.currentTime > 0.1);
    lifetime.abort();

    expect(element.paused).to.equal(true);
    expect(element.loop).to.equal(true);
    expect(failures).to.deep.equal([]);
  });

  it('say once when there is no such file', async () => {
    const { failures, lifetime } = play('/public/none.flac');

    await eventually('the failure is told', () => failures.length > 0);
    lifetime.abort();

    expect(failures).to.have.length(1);
  });
});
