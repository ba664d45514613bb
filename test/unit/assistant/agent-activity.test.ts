import { expect } from '@open-wc/testing';

import { AgentActivity } from '../../../src/assistant/agent-activity.js';
import { FakeClock } from '../../support/fake-clock.js';

const LOUD = 0.2;
const NOISE = 0.005;

function createActivity() {
  const clock = new FakeClock();
  const activity = new AgentActivity(clock);
  const states: string[] = [activity.store.value.state];
  activity.store.subscribe(({ state }) => {
    if (states.at(-1) !== state) states.push(state);
  });
  /** Readings ten times a second, as the monitor takes them. */
  const hear = async (ms: number, { input = NOISE, output = NOISE } = {}) => {
    for (let passed = 0; passed < ms; passed += 100) {
      await clock.advance(100);
      activity.heard({ input, output });
    }
  };
  return { clock, activity, states, hear };
}

async function createCall() {
  const scene = createActivity();
  scene.activity.callAnswered();
  await scene.hear(300);
  return scene;
}

describe('AgentActivity', () => {
  it('expects sound only while words of the agent wait for it', async () => {
    const { activity, hear } = await createCall();
    const due: boolean[] = [];
    const note = () => due.push(activity.isSoundDue);
    note();
    activity.replyBegan();
    note();
    await hear(500, { output: LOUD });
    await hear(3000);
    note();
    activity.turnEnded('typed');
    note();
    activity.replyBegan();
    note();
    await hear(100, { output: LOUD });
    note();

    expect(due).to.deep.equal([false, true, false, false, true, false]);
  });

  it('is idle without a call, whatever is heard', async () => {
    const { activity, states, hear } = createActivity();

    await hear(500, { output: LOUD });
    activity.turnEnded('typed');
    activity.turnEnded('spoken');

    expect(states).to.deep.equal(['idle']);
    expect(activity.store.value.latency).to.deep.equal({ greetingMs: null, userPerceivedMs: null });
  });

  it('listens from the answer on and is idle at the end', async () => {
    const { activity, states } = await createCall();

    activity.callEnded();

    expect(states).to.deep.equal(['idle', 'listening', 'idle']);
  });

  it('speaks when it is heard, and measures its greeting', async () => {
    const { activity, states, hear } = await createCall();

    await hear(500);
    await hear(1000, { output: LOUD });

    expect(states.at(-1)).to.equal('speaking');
    expect(activity.store.value.latency).to.deep.equal({ greetingMs: 900, userPerceivedMs: null });
  });

  it('goes on speaking over the pauses between words', async () => {
    const { states, hear } = await createCall();

    await hear(500, { output: LOUD });
    await hear(400);
    await hear(500, { output: LOUD });
    await hear(500);

    expect(states).to.deep.equal(['idle', 'listening', 'speaking', 'listening']);
  });

  it('does not take comfort noise for speech', async () => {
    const { states, hear } = await createCall();

    await hear(2000, { output: 0.009 });

    expect(states.at(-1)).to.equal('listening');
  });

  it('thinks from a typed message to its first sound, and measures that', async () => {
    const { activity, states, hear } = await createCall();

    activity.turnEnded('typed');
    expect(states.at(-1)).to.equal('thinking');
    await hear(1200);
    await hear(200, { output: LOUD });

    expect(states.slice(1)).to.deep.equal(['listening', 'thinking', 'speaking']);
    expect(activity.store.value.latency.userPerceivedMs).to.equal(1300);
  });

  it('counts a spoken turn from the silence of the visitor, not from the transcript', async () => {
    const { activity, hear } = await createCall();

    await hear(1000, { input: LOUD });
    await hear(600);
    activity.turnEnded('spoken');
    await hear(400);
    await hear(100, { output: LOUD });

    expect(activity.store.value.latency.userPerceivedMs).to.equal(1100);
  });

  it('gives up thinking when no answer comes', async () => {
    const { activity, states, hear } = await createCall();

    activity.turnEnded('typed');
    await hear(24_900);
    expect(states.at(-1)).to.equal('thinking');
    await hear(200);

    expect(states.at(-1)).to.equal('listening');
  });

  it('thinks after it was interrupted, and measures from the interruption to its next sound', async () => {
    const { activity, states, hear } = await createCall();
    await hear(1000, { output: LOUD });

    activity.turnEnded('typed');
    await hear(300, { output: LOUD });
    expect(activity.store.value.latency.userPerceivedMs).to.equal(null);
    await hear(600);
    expect(states.at(-1)).to.equal('thinking');
    await hear(100, { output: LOUD });

    expect(activity.store.value.latency.userPerceivedMs).to.equal(1000);
    expect(states.slice(2)).to.deep.equal(['speaking', 'thinking', 'speaking']);
  });

  it('takes the sound for the answer once its words arrive, though the agent never paused', async () => {
    const { activity, hear, states } = await createCall();
    await hear(500, { output: LOUD });
    activity.turnEnded('typed');
    await hear(200, { output: LOUD });

    activity.replyBegan();
    await hear(500, { output: LOUD });
    await hear(1000);

    expect(states.slice(-2)).to.deep.equal(['speaking', 'listening']);
    expect(activity.store.value.latency.userPerceivedMs).to.equal(300);
  });

  it('measures a turn whose text comes after the voice that answers it', async () => {
    const { activity, states, hear } = await createCall();
    await hear(1000, { input: LOUD });
    await hear(700);
    await hear(500, { output: LOUD });

    activity.turnEnded('spoken');
    await hear(600);

    expect(activity.store.value.latency.userPerceivedMs).to.equal(800);
    expect(states.at(-1)).to.equal('listening');
  });

  it('begins anew with each call', async () => {
    const { activity, hear } = await createCall();
    activity.turnEnded('typed');
    await hear(500, { output: LOUD });

    activity.callEnded();
    activity.callAnswered();

    expect(activity.store.value).to.deep.equal({
      state: 'listening',
      latency: { greetingMs: null, userPerceivedMs: null },
    });
  });

  it('tells nothing while nothing changes', async () => {
    const { activity, hear } = await createCall();
    let changes = 0;
    activity.store.subscribe(() => (changes += 1));

    await hear(2000);
    await hear(1000, { output: LOUD });
    await hear(1000, { output: LOUD });

    expect(changes).to.equal(1);
  });
});
