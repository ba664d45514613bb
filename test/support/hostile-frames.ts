import { METHOD } from '../../src/protocol/methods.js';
import { seededRandom } from './seeded-random.js';

/** What the frames are about: a call that lives, and a request of the client that waits for its answer. */
export interface Aim {
  readonly callId: string;
  readonly requestId: string;
}

/** All that a gateway may send, as it should be. */
function templatesFor({ callId, requestId }: Aim): readonly object[] {
  const call = {
    callID: callId,
    sdp: 'v=0',
    caller_id_name: 'Ada',
    caller_id_number: '+15550001111',
    telnyx_session_id: 's',
    client_state: 'c3RhdGU=',
    dialogParams: { custom_headers: [{ name: 'X-A', value: 'b' }] },
  };
  const ai = (params: object) => ({ method: METHOD.aiConversation, params });
  return [
    { id: requestId, result: { message: 'logged in', sessid: 's' }, voice_sdk_id: 'node-1' },
    { id: requestId, result: { callID: callId, action: 'hold', holdState: 'held', sdp: 'v=0' } },
    { id: requestId, result: { callID: callId, action: 'unhold', holdState: 'active' } },
    { id: requestId, result: { result: { callID: callId, action: 'updateMedia', sdp: 'v=0' } } },
    { id: requestId, error: { code: -32001, message: 'Login Incorrect' } },
    { id: 1, method: METHOD.clientReady, params: { reattached_sessions: [callId] } },
    { id: 2, method: METHOD.gatewayState, params: { state: 'REGED', dc: 'x', region: 'eu' } },
    ...[METHOD.invite, METHOD.ringing, METHOD.media, METHOD.answer, METHOD.attach, METHOD.bye].map(
      (method) => ({
        id: 3,
        method,
        params: { ...call, cause: 'USER_BUSY', causeCode: 17, sipCode: 486, sipReason: 'Busy Here' },
      }),
    ),
    {
      id: 4,
      method: METHOD.candidate,
      params: { callID: callId, candidate: 'a=candidate:1', sdpMid: '0', sdpMLineIndex: 0 },
    },
    { id: 5, method: METHOD.endOfCandidates, params: { callID: callId, endOfCandidates: true } },
    {
      id: 6,
      method: METHOD.display,
      params: { callID: callId, display_name: 'Ada', display_number: '100', display_direction: 'inbound' },
    },
    { id: 7, method: METHOD.info, params: { callID: callId, msg: 'hello', digits: ['1'] } },
    { id: 8, method: METHOD.punt, params: { callID: callId } },
    { id: 9, method: METHOD.ping, params: {} },
    { id: 10, method: METHOD.event, params: { subscribedChannel: 'x', eventData: { callID: callId } } },
    { method: METHOD.webrtcEvent, params: { eventChannel: 'x' } },
    ai({
      type: 'conversation.item.created',
      item: {
        id: 'i',
        type: 'message',
        role: 'user',
        status: 'completed',
        content: [
          { type: 'input_audio', transcript: 'Hi' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
        ],
      },
    }),
    ai({
      type: 'conversation.item.created',
      item: { type: 'function_call', call_id: 'c', name: 'get_cart', arguments: '{"currency":"USD"}' },
    }),
    ai({ type: 'response.created', response: { id: 'r', status: 'in_progress', output: [] } }),
    ai({ type: 'response.text.delta', delta: 'Hi', item_id: 'i', response_id: 'r' }),
    ai({ type: 'response.text.done', item_id: 'i', response_id: 'r' }),
    ai({ type: 'response.done', response: { id: 'r', status: 'completed', output: [] } }),
    ai({ type: 'response.audio_stream.subscribed' }),
    ai({
      type: 'response.audio.delta',
      response_id: 'r',
      sequence: 0,
      delta: 'AAAA',
      format: { encoding: 'pcm16', sample_rate: 16_000, channels: 1 },
    }),
    ai({ type: 'response.audio.interrupted', response_id: 'r' }),
    ai({
      type: 'widget_settings',
      widget_settings: {
        theme: 'dark',
        audio_visualizer_config: { color: 'verdant', preset: 'roundBars' },
        default_state: 'collapsed',
        position: 'fixed',
        start_call_text: 'Call',
        logo_icon_url: null,
        client_tools: [{ name: 'get_cart', timeout_ms: 5000 }],
      },
    }),
  ];
}

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

/** Makes frames that are mostly right: a member replaced, removed or added somewhere, or the text stirred. */
export function hostileFrames(seed: number): (aim: Aim) => string {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  const mutate = (value: unknown): unknown => {
    if (random() < 0.05) return pick(JUNK);
    if (Array.isArray(value)) return value.map(mutate);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).filter(() => random() > 0.02);
    if (random() < 0.05)
      members.push([pick(['__proto__', 'constructor', 'callID', 'result', 'id']), pick(JUNK)]);
    return Object.fromEntries(members.map(([name, member]) => [name, mutate(member)]));
  };
  const stir = (text: string) => {
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 0xffff)) + text.slice(at + 1);
  };
  return (aim) => {
    const text = JSON.stringify(mutate(pick(templatesFor(aim))));
    return random() < 0.1 ? stir(text) : text;
  };
}

/** Another one in each run; a test tells it, so that a failure can be had again. */
export function anySeed(): number {
  return Math.floor(Math.random() * 2 ** 32);
}
