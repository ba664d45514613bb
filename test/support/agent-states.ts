import { setViewport } from '@web/test-runner-commands';
import { TelnyxWarningEvent } from '../../components/index.js';
import { createAgent } from './agent-scene.js';
import { consoleLines } from './console-lines.js';
import { eventually } from './eventually.js';
import { failureOf } from './failure-of.js';
import { fakeError } from './fake-call.js';
import type { FakeSession } from './fake-session.js';
import { dayAhead } from './opening-day.js';
import { noisyImage } from './test-images.js';

type Scene = Awaited<ReturnType<typeof createAgent>>;

/** A state of an agent that a visitor can see. */
export interface AgentState {
  readonly attributes?: Readonly<Record<string, string>>;
  /** Size of a window that is smaller than the usual one. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly enter: (scene: Scene) => Promise<unknown>;
}

/** Two sides, a link and a note. */
export function converse(session: FakeSession) {
  session.say({ id: '1', text: 'Hello, how can I help?', timestamp: 1000 });
  session.say({ id: '2', role: 'user', text: 'See https://example.com/book', timestamp: 2000 });
  session.say({ id: '3', role: 'system', text: 'Transferred', timestamp: 3000 });
}

const drawn = ({ part }: Scene, name: string) => eventually(`${name} is drawn`, () => part(name));

const link = 'https://example.com/';

const PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Every state a visitor can see. */
export const agentStates: Readonly<Record<string, AgentState>> = {
  closed: { enter: ({ agent }) => agent.updateComplete },
  idle: { enter: ({ open }) => open() },
  consent: {
    attributes: { consent: 'We record this call.' },
    enter: async (scene) => {
      await scene.open();
      await drawn(scene, 'agree-button');
    },
  },
  'closed for now': {
    attributes: {
      hours: `${dayAhead(2)} 09:00-17:00`,
    },
    enter: async (scene) => {
      await scene.open();
      await drawn(scene, 'closed');
    },
  },
  'with suggestions': {
    attributes: { suggestions: '["Opening hours", "Prices"]' },
    enter: async (scene) => {
      await scene.startCall();
      await drawn(scene, 'suggestion');
    },
  },
  'to be rated': {
    attributes: { rating: '' },
    enter: async (scene) => {
      converse(await scene.startCall());
      await scene.agent.end();
      await drawn(scene, 'star');
    },
  },
  'choosing devices': {
    enter: async (scene) => {
      await scene.open();
      scene.part('devices-button')!.click();
      await drawn(scene, 'device-list');
    },
  },
  connecting: {
    enter: async ({ agent, engine, open }) => {
      await open();
      await engine.acquired();
      engine.session.answersCalls = false;
      agent.start().catch(() => undefined);
      await engine.acquired();
    },
  },
  listening: {
    enter: async ({ startCall }) => {
      const session = await startCall();
      converse(session);
      session.patch({ agentState: 'listening' });
    },
  },
  thinking: {
    enter: async ({ startCall }) => {
      const session = await startCall();
      converse(session);
      session.patch({ agentState: 'thinking' });
    },
  },
  speaking: {
    enter: async ({ startCall }) => {
      const session = await startCall();
      session.patch({ agentState: 'speaking' });
      session.say({ id: '1', text: 'Hello, how can', status: 'partial' });
    },
  },
  muted: {
    enter: async ({ agent, startCall }) => {
      await startCall();
      agent.mute();
    },
  },
  'held to talk': {
    attributes: { 'push-to-talk': '' },
    enter: async (scene) => {
      await scene.startCall();
      await drawn(scene, 'talk-button');
    },
  },
  'counted down': {
    attributes: { 'max-duration': '20' },
    enter: async (scene) => {
      converse(await scene.startCall());
      await drawn(scene, 'countdown');
    },
  },
  'its menu open': {
    enter: async (scene) => {
      const session = await scene.startCall();
      converse(session);
      session.patch({
        widgetSettings: { give_feedback_url: link, report_issue_url: link, view_history_url: link },
      });
      (await drawn(scene, 'menu-button')).click();
    },
  },
  'not heard': {
    enter: async (scene) => {
      converse(await scene.startCall());
      const warning = new TelnyxWarningEvent({ code: 31005, name: 'LOW_LOCAL_AUDIO', message: 'No sound.' });
      scene.agent.dispatchEvent(warning);
      await drawn(scene, 'notice');
    },
  },
  'with a picture to send': {
    enter: async (scene) => {
      await scene.startCall();
      const clipboardData = new DataTransfer();
      clipboardData.items.add(await noisyImage(20, 10));
      const field = scene.part('input')!;
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      await drawn(scene, 'thumbnail');
    },
  },
  'with an open picture': {
    enter: async (scene) => {
      const session = await scene.startCall();
      session.say({ id: '1', role: 'user', text: 'This one', images: [PICTURE] });
      (await drawn(scene, 'image')).click();
      await drawn(scene, 'viewer');
    },
  },
  reconnecting: {
    enter: async ({ startCall }) => {
      const session = await startCall();
      session.patch({ status: 'reconnecting' });
    },
  },
  'sound blocked': {
    enter: async ({ startCall }) => {
      const session = await startCall();
      session.patch({ isAudioBlocked: true });
    },
  },
  ended: {
    enter: async ({ agent, startCall }) => {
      converse(await startCall());
      await agent.end();
    },
  },
  failed: {
    enter: async ({ agent, engine, open }) => {
      await open();
      await engine.acquired();
      engine.session.refusal = fakeError(42001, 'MEDIA_MICROPHONE_PERMISSION_DENIED');
      await consoleLines(() => failureOf(agent.start()));
    },
  },
  'minimised call': {
    enter: async ({ agent, startCall }) => {
      const session = await startCall();
      agent.close();
      session.say({ id: '1', text: 'Hello' });
    },
  },
  'text only': { attributes: { 'text-only': '' }, enter: ({ open }) => open() },
  'conversing in text': {
    attributes: { 'text-only': '' },
    enter: async ({ agent, engine, open }) => {
      await open();
      await agent.sendMessage('Hello');
      converse(engine.session);
    },
  },
  'on a phone': {
    viewport: { width: 390, height: 844 },
    enter: async ({ startCall }) => {
      converse(await startCall());
    },
  },
  inline: {
    attributes: { placement: 'inline' },
    enter: async ({ agent, engine }) => {
      agent.dispatchEvent(new PointerEvent('pointerenter'));
      await engine.acquired();
    },
  },
};

const usual = { width: innerWidth, height: innerHeight };

/** An agent in that state, fully drawn, with further attributes. */
export async function enterState(
  { attributes, viewport, enter }: AgentState,
  more: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  await setViewport(viewport ?? usual);
  const scene = await createAgent({ attributes: { ...attributes, ...more } });
  await enter(scene);
  await scene.updated();
  finishOpening(scene.root);
  return scene;
}

/** A panel that is still fading in has less contrast, and less size, than it will have. */
export function finishOpening(root: ShadowRoot) {
  for (const animation of root.querySelector('.panel')?.getAnimations() ?? []) animation.finish();
}
