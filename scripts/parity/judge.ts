import type { SentFrame } from './sent-frame.js';

/** What ours may send although the official SDK did not, by frame or by member, with the reason. */
const ALLOWED: Readonly<Record<string, string>> = {
  'acknowledgement of telnyx_rtc.bye':
    'the official SDK has forgotten the call of a late BYE and leaves it unacknowledged; the word is the same',
  'acknowledgement of telnyx_rtc.candidate':
    'the official SDK acknowledges candidates only while it knows the call; the word is the same',
  'telnyx_rtc.attach: params.dialogParams.custom_headers':
    'a call keeps its headers; the official SDK forgets them with the old call object, the mobile ones send them',
};

/** What the server needs, by frame; proven by Telnyx's mobile SDKs, which send little more. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  login: ['params.userVariables', 'params.reconnection', 'params.loginParams', 'params.User-Agent'],
  anonymous_login: [
    'params.target_type',
    'params.target_id',
    'params.reconnection',
    'params.User-Agent.sdkVersion',
    'params.User-Agent.data',
  ],
  'telnyx_rtc.gatewayState': ['voice_sdk_id', 'params'],
  'telnyx_rtc.ping': ['voice_sdk_id', 'params'],
  'telnyx_rtc.invite': [...inInvite(), 'params.trickle'],
  'telnyx_rtc.invite (complete)': inInvite(),
  'telnyx_rtc.answer': inCall('sdp', 'User-Agent'),
  'telnyx_rtc.attach': [...inCall('sdp', 'User-Agent'), ...inDialog('attach')],
  'telnyx_rtc.bye': inCall('cause', 'causeCode', 'sipCode', 'sip_call_id'),
  'telnyx_rtc.candidate': inCall('candidate', 'sdpMid', 'sdpMLineIndex'),
  'telnyx_rtc.endOfCandidates': inCall('endOfCandidates'),
  'telnyx_rtc.modify (hold)': inCall('action'),
  'telnyx_rtc.modify (unhold)': inCall('action'),
  'telnyx_rtc.modify (updateMedia)': inCall('action', 'callID', 'sdp'),
  'telnyx_rtc.info (dtmf)': inCall('dtmf'),
  'telnyx_rtc.info (msg)': inCall('msg.from', 'msg.to', 'msg.body'),
  'ai_conversation (message)': [
    'id',
    'params.type',
    'params.item.id',
    'params.item.role',
    'params.item.content',
  ],
  'ai_conversation (function_call_output)': ['params.type', 'params.item.call_id', 'params.item.output'],
};

/** One of these sets, as the kind of login wants it. */
const LOGINS = [['params.login', 'params.passwd'], ['params.login_token']];

/** What may stand in no frame: what opens a TURN server, names a device, or was once part of a page. */
const PRIVATE: readonly (readonly [RegExp, string])[] = [
  [/"credential"|testpassword|turns?:/, 'TURN credentials'],
  [/microphoneLabel|cameraLabel|micLabel|camLabel|"deviceId"|Fake (Default )?Audio/i, 'a device'],
  [/\[object |"(nodeType|localName|outerHTML)"|HTML\w*Element/, 'a part of the page'],
];

function inCall(...names: readonly string[]): string[] {
  return [...['sessid', ...names].map((name) => `params.${name}`), ...inDialog('callID')];
}

function inInvite(): string[] {
  return [
    ...inCall('sdp', 'User-Agent'),
    ...inDialog('destination_number', 'caller_id_name', 'caller_id_number', 'custom_headers', 'clientState'),
    ...inDialog('remote_caller_id_name', 'remote_caller_id_number'),
  ];
}

function inDialog(...names: readonly string[]): string[] {
  return names.map((name) => `params.dialogParams.${name}`);
}

/** Every member by frame name, over all frames of that name. */
export function membersByFrame(frames: readonly SentFrame[]): ReadonlyMap<string, ReadonlySet<string>> {
  const members = new Map<string, Set<string>>();
  for (const { name, paths } of frames) {
    const known = members.get(name) ?? new Set();
    for (const path of paths) known.add(path);
    members.set(name, known);
  }
  return members;
}

/** What is wrong with what ours sent, in words; nothing is wrong with an empty list. */
export function judge(
  ours: readonly SentFrame[],
  official: readonly SentFrame[],
  ourTexts: readonly string[],
): string[] {
  const known = membersByFrame(official);
  const sent = membersByFrame(ours);
  const unknown = [...sent].flatMap(([name, paths]) => {
    if (ALLOWED[name]) return [];
    const knownPaths = known.get(name);
    if (!knownPaths) return [`the official SDK never sends ${name}`];
    const strange = [...paths].filter((path) => !knownPaths.has(path) && !isAllowed(`${name}: ${path}`));
    return strange.map((path) => `the official SDK sends no ${path} in ${name}`);
  });
  const missing = [...known.keys()].flatMap((name) => (sent.has(name) ? [] : [`ours never sends ${name}`]));
  const lacking = ours.flatMap(({ name, paths }) =>
    (REQUIRED[name] ?? []).filter((path) => !paths.includes(path)).map((path) => `${name} lacks ${path}`),
  );
  const nameless = ours.filter(
    ({ name, paths }) =>
      name === 'login' && !LOGINS.some((members) => members.every((path) => paths.includes(path))),
  );
  const told = PRIVATE.flatMap(([pattern, what]) =>
    ourTexts.some((text) => pattern.test(withoutImages(text))) ? [`ours tells the server about ${what}`] : [],
  );
  return [
    ...new Set([...unknown, ...missing, ...lacking, ...nameless.map(() => 'login says not who'), ...told]),
  ];
}

function isAllowed(member: string): boolean {
  return Object.keys(ALLOWED).some((allowed) => member.startsWith(allowed));
}

/** A picture is base64 text, in which any word may occur. */
function withoutImages(text: string): string {
  return text.replaceAll(/data:image[^"]*/g, '');
}
