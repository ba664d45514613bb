/**
 * A conversation of ten thousand messages whose last one grows. The page hands the transcript a session by the
 * protocol of web component contexts, as any page may.
 */
import '/dist/telnyx-elements.bundle.js';

const listeners = new Set();
const items = Array.from({ length: 10_000 }, (_, index) => ({
  id: String(index),
  role: index % 3 ? 'assistant' : 'user',
  text: `Message ${index}. ${'Some words that are said. '.repeat(index % 5)}`,
  status: 'final',
  timestamp: 1_700_000_000_000 + index * 20_000,
}));
const snapshot = () => ({
  status: 'ready',
  error: null,
  calls: [],
  transcript: items.slice(),
  agentState: 'speaking',
  latency: { greetingMs: null, userPerceivedMs: null },
  widgetSettings: null,
  devices: { microphones: [], speakers: [], microphoneId: null, speakerId: null },
  quality: null,
  isAudioBlocked: false,
});
const session = {
  snapshot: snapshot(),
  subscribe: (listener) => listeners.add(listener),
};
document.querySelector('main').addEventListener('context-request', (event) => {
  if (event.context !== Symbol.for('telnyx-elements:session')) return;
  event.stopPropagation();
  event.callback(session);
});
const transcript = document.querySelector('telnyx-transcript');
transcript.parentElement.append(transcript);

const nextTask = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Milliseconds of main thread to draw something, and for style, layout and paint of the frame after it. */
async function cost(draw) {
  const start = performance.now();
  await draw();
  const drawn = performance.now();
  await frame();
  const frameStart = performance.now();
  await nextTask();
  return drawn - start + performance.now() - frameStart;
}

async function delta(text) {
  const last = items.at(-1);
  items[items.length - 1] = { ...last, text: last.text + text, status: 'partial' };
  session.snapshot = snapshot();
  for (const listener of listeners) listener(session.snapshot);
  await transcript.updateComplete;
}

/** Streams deltas at 50 a second, a new message each 60, and tells what each of them cost, beside words in a bare paragraph. */
globalThis.benchTranscript = async (count) => {
  await transcript.updateComplete;
  const costs = [];
  const floor = [];
  const paragraph = document.createElement('p');
  document.body.append(paragraph);
  for (let index = 0; index < count; index += 1) {
    if (index % 60 === 0) items.push({ ...items.at(-1), id: `new-${index}`, text: '', status: 'partial' });
    const next = performance.now() + 20;
    costs.push(await cost(() => delta('word ')));
    floor.push(await cost(() => paragraph.append('word ')));
    const rest = next - performance.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  }
  paragraph.remove();
  return { costs, floor, nodes: transcript.shadowRoot.querySelectorAll('*').length };
};
globalThis.benchIsReady = true;
