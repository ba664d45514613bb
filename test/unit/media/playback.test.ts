import { expect } from '@open-wc/testing';

import { AudioSink } from '../../../src/media/audio-sink.js';
import { createTalking } from '../../support/session-scene.js';
import { eventually } from '../../support/eventually.js';
import { settled } from '../../support/settled.js';

const GESTURES = ['click', 'keydown', 'mousedown', 'touchend'];

/** A page that counts who listens for gestures. */
class FakePage extends EventTarget {
  listeners = 0;

  override addEventListener(
    type: string,
    listener: EventListener,
    options: AddEventListenerOptions = {},
  ): void {
    super.addEventListener(type, listener, options);
    if (!GESTURES.includes(type) || options.signal?.aborted) return;
    this.listeners += 1;
    options.signal?.addEventListener('abort', () => (this.listeners -= 1));
  }
}

async function createBlocked() {
  const page = new FakePage();
  const scene = await createTalking({ page });
  scene.engine.peer.events?.onPlaybackBlocked(true);
  await eventually('gestures are waited for', () => page.listeners === GESTURES.length);
  return { ...scene, page };
}

describe('AudioSink', () => {
  /** What the browser makes of each attempt to play. */
  async function verdictsOf(...outcomes: readonly (string | null)[]): Promise<boolean[]> {
    const verdicts: boolean[] = [];
    let outcome: string | null = null;
    const original = globalThis.Audio;
    globalThis.Audio = class extends original {
      override async play(): Promise<void> {
        await Promise.resolve();
        if (outcome) throw new DOMException('no', outcome);
      }
    };
    try {
      const sink = new AudioSink((isBlocked) => verdicts.push(isBlocked));
      for (outcome of outcomes) await sink.play(new MediaStream());
      sink.close();
    } finally {
      globalThis.Audio = original;
    }
    return verdicts;
  }

  it('B30: tells what the browser holds back, and when it comes', async () => {
    expect(await verdictsOf('NotAllowedError', null)).to.deep.equal([true, false]);
  });

  it('plays through the speaker it is told, and through the default one again', async () => {
    const speakers: string[] = [];
    const original = globalThis.Audio;
    globalThis.Audio = class extends original {
      override setSinkId(id: string): Promise<void> {
        speakers.push(id);
        return Promise.resolve();
      }
    };
    try {
      const sink = new AudioSink(() => undefined);
      await sink.setSpeaker('earpiece');
      await sink.setSpeaker(null);
      sink.close();
    } finally {
      globalThis.Audio = original;
    }

    expect(speakers).to.deep.equal(['earpiece', '']);
  });

  it('plays as loud as it is told', () => {
    const elements: HTMLAudioElement[] = [];
    const original = globalThis.Audio;
    globalThis.Audio = class extends original {
      constructor() {
        super();
        elements.push(this);
      }
    };
    try {
      const sink = new AudioSink(() => undefined);
      sink.setVolume(0.25);
      sink.close();
    } finally {
      globalThis.Audio = original;
    }

    expect(elements.map(({ volume }) => volume)).to.deep.equal([0.25]);
  });

  it('takes a stream that was replaced for nothing held back', async () => {
    expect(await verdictsOf('AbortError')).to.deep.equal([]);
  });
});

describe('sound that the browser holds back', () => {
  it('B30: is told once and shown', async () => {
    const { session, engine, warnings } = await createBlocked();

    engine.peer.events?.onPlaybackBlocked(true);

    expect(session.snapshot.isAudioBlocked).to.equal(true);
    expect(warnings.map(({ code }) => code)).to.deep.equal([60011]);
    session.disconnect();
  });

  for (const type of ['click', 'keydown', 'touchend']) {
    it(`B30: comes with the next ${type} anywhere on the page`, async () => {
      const { session, engine, page } = await createBlocked();

      page.dispatchEvent(new Event(type));

      expect(engine.peer.resumeCount).to.equal(1);
      session.disconnect();
    });
  }

  it('B30: is tried at each gesture until it comes, and then no longer', async () => {
    const { session, engine, page } = await createBlocked();
    page.dispatchEvent(new Event('keydown'));

    page.dispatchEvent(new Event('click'));
    expect(engine.peer.resumeCount).to.equal(2);
    engine.peer.events?.onPlaybackBlocked(false);

    expect(session.snapshot.isAudioBlocked).to.equal(false);
    expect(page.listeners).to.equal(0);
    session.disconnect();
  });

  it('B28: is waited for no longer than the call lasts', async () => {
    const { session, call, page } = await createBlocked();

    await call.hangup();
    await settled();

    expect(session.snapshot.isAudioBlocked).to.equal(false);
    expect(page.listeners).to.equal(0);
    session.disconnect();
  });

  it('needs no page', async () => {
    const { session, engine } = await createTalking({ page: null });

    engine.peer.events?.onPlaybackBlocked(true);
    await session.resumeAudio();

    expect(engine.peer.resumeCount).to.equal(1);
    session.disconnect();
  });
});
