import { expect } from '@open-wc/testing';

import { type AgentAudioEvent, PrePlayoutAudio } from '../../../src/assistant/pre-playout-audio.js';
import type { AiEvent } from '../../../src/protocol/ai-conversation.js';

const OTHER: AiEvent = { type: 'response.created' };
const DELTA = {
  type: 'response.audio.delta',
  response_id: 'r',
  sequence: 0,
  delta: 'AA==',
  format: { encoding: 'mulaw', sample_rate: 8000, channels: 1 },
} as const;

function createAudio() {
  const scene = { isConnected: true, subscriptions: 0 };
  const events: AgentAudioEvent[] = [];
  const audio = new PrePlayoutAudio({
    subscribe: () => {
      if (scene.isConnected) scene.subscriptions += 1;
      return scene.isConnected;
    },
    onEvent: (event) => events.push(event),
  });
  return { audio, scene, events };
}

describe('PrePlayoutAudio', () => {
  it('asks with each frame until it is told that it is subscribed', () => {
    const { audio, scene } = createAudio();

    audio.begin();
    audio.handle(OTHER);
    audio.handle(null);
    audio.handle({ type: 'response.audio_stream.subscribed' });
    audio.handle(OTHER);

    expect(scene.subscriptions).to.equal(3);
  });

  it('takes audio for a subscription', () => {
    const { audio, scene } = createAudio();

    audio.handle(DELTA);
    audio.handle(OTHER);

    expect(scene.subscriptions).to.equal(0);
  });

  it('asks at most ten times in a call, and does not count what could not be sent', () => {
    const { audio, scene } = createAudio();
    scene.isConnected = false;
    for (let frame = 0; frame < 20; frame += 1) audio.handle(OTHER);
    scene.isConnected = true;

    audio.begin();
    for (let frame = 0; frame < 20; frame += 1) audio.handle(OTHER);
    const first = scene.subscriptions;
    audio.begin();

    expect([first, scene.subscriptions]).to.deep.equal([10, 11]);
  });

  it('drops a piece that is no base64, and goes on', () => {
    const { audio, events } = createAudio();

    audio.handle({ ...DELTA, delta: '§' });
    audio.handle({ ...DELTA, sequence: 1 });
    audio.handle({ type: 'response.audio.done' });

    expect(events.map(({ type }) => type)).to.deep.equal(['chunk', 'done']);
    expect(events[1]).to.deep.equal({ type: 'done', responseId: null });
  });
});
