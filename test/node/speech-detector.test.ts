import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { SpeechDetector } from '../../demo/gateway/media/speech-detector.js';

function createDetector(speechMs = 500) {
  const heard: string[] = [];
  const detector = new SpeechDetector({
    speechMs,
    threshold: 0.02,
    onStart: () => heard.push('start'),
    onEnd: (durationMs) => heard.push(`end ${durationMs}`),
  });
  const hear = (level: number, ms: number) => {
    for (let passed = 0; passed < ms; passed += 20) detector.hear(level);
  };
  return { heard, hear };
}

describe('SpeechDetector', () => {
  it('hears speech once it lasted long enough, and its end after a pause', () => {
    const { heard, hear } = createDetector();
    hear(0.1, 480);
    assert.deepEqual(heard, []);
    hear(0.1, 20);
    assert.deepEqual(heard, ['start']);
    hear(0.1, 900);
    hear(0, 680);
    assert.deepEqual(heard, ['start']);
    hear(0, 20);
    assert.deepEqual(heard, ['start', 'end 1400']);
  });

  it('bridges the short gaps between words', () => {
    const { heard, hear } = createDetector();
    hear(0.1, 300);
    hear(0, 200);
    hear(0.1, 300);
    hear(0, 700);
    assert.deepEqual(heard, ['start', 'end 800']);
  });

  it('takes the beeps of a fake microphone for noise', () => {
    const { heard, hear } = createDetector();
    for (let second = 0; second < 10; second += 1) {
      hear(0.4, 200);
      hear(0, 800);
    }
    assert.deepEqual(heard, []);
  });

  it('hears even a beep when it is told to be sensitive', () => {
    const { heard, hear } = createDetector(40);
    hear(0.4, 200);
    assert.deepEqual(heard, ['start']);
  });

  it('hears nothing below its threshold', () => {
    const { heard, hear } = createDetector();
    hear(0.019, 5000);
    assert.deepEqual(heard, []);
  });

  it('starts anew after each end', () => {
    const { heard, hear } = createDetector();
    hear(0.1, 600);
    hear(0, 2000);
    hear(0.1, 520);
    hear(0, 2000);
    assert.deepEqual(heard, ['start', 'end 600', 'start', 'end 520']);
  });
});
