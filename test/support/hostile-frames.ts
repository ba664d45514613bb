import { METHOD } from '../../src/protocol/methods.js';
import { seededRandom } from './seeded-random.js';

const CALL = {
  callID: 'call-1',
  sdp: 'v=0',
  dialogParams: { custom_headers: [{ name: 'X-A', value: 'b' }] },
};
const TEMPLATES: readonly object[] = [
  { id: 'a', result: { message: 'logged in', sessid: 's' }, voice_sdk_id: 'node-1' },
  { id: 'a', error: { code: -32001, message: 'Login Incorrect' } },
  { id: 1, method: METHOD.clientReady, params: { reattached_sessions: ['call-1'] } },
  { id: 2, method: METHOD.gatewayState, params: { state: 'REGED', dc: 'x', region: 'eu' } },
  ...[METHOD.invite, METHOD.ringing, METHOD.media, METHOD.answer, METHOD.attach, METHOD.bye].map(
    (method) => ({
      id: 3,
      method,
      params: { ...CALL, cause: 'USER_BUSY', causeCode: 17, sipCode: 486 },
    }),
  ),
  {
    id: 4,
    method: METHOD.candidate,
    params: { callID: 'call-1', candidate: 'candidate:1', sdpMLineIndex: 0 },
  },
  {
    method: METHOD.aiConversation,
    params: {
      type: 'conversation.item.created',
      item: { type: 'message', role: 'user', content: [{ type: 'input_audio', transcript: 'Hi' }] },
      widget_settings: { theme: 'dark', audio_visualizer_config: { color: 'verdant' } },
    },
  },
  { method: METHOD.aiConversation, params: { type: 'response.text.delta', delta: 'Hi', item_id: 'i' } },
];
const JUNK: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'x',
  [],
  {},
  [null],
  { length: -1 },
  '__proto__',
];

/** Frames that are mostly right: a member replaced, removed or added somewhere, or the text stirred. */
export function hostileFrames(count: number, seed: number): string[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  const mutate = (value: unknown): unknown => {
    if (random() < 0.12) return pick(JUNK);
    if (Array.isArray(value)) return value.map(mutate);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).filter(() => random() > 0.05);
    if (random() < 0.05)
      members.push([pick(['__proto__', 'constructor', 'callID', 'result', 'id']), pick(JUNK)]);
    return Object.fromEntries(members.map(([name, member]) => [name, mutate(member)]));
  };
  const stir = (text: string) => {
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 0xffff)) + text.slice(at + 1);
  };
  return Array.from({ length: count }, () => {
    const text = JSON.stringify(mutate(pick(TEMPLATES)));
    return random() < 0.1 ? stir(text) : text;
  });
}
