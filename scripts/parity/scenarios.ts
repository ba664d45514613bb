import type { GatewayCommand } from '../../demo/gateway/gateway-command.js';
import type { GatewayReport } from '../../demo/gateway/observer.js';

/** What a scenario can make a client do; each page has a driver with these commands. */
export type DriverCommand =
  | 'dial'
  | 'untilActive'
  | 'untilEnded'
  | 'expectIncoming'
  | 'answerIncoming'
  | 'sendDigits'
  | 'sendText'
  | 'hold'
  | 'resume'
  | 'sendMessage'
  | 'offerTool'
  | 'renewToken'
  | 'hangUp';

/** A client in its page, and the gateway's end of its socket. */
export interface Stage {
  readonly drive: (command: DriverCommand, ...values: readonly unknown[]) => Promise<void>;
  readonly command: (command: GatewayCommand) => Promise<void>;
  /** Resolves once the gateway's report is as wanted. */
  readonly until: (isMet: (report: GatewayReport) => boolean) => Promise<void>;
}

export interface Scenario {
  readonly title: string;
  readonly login: readonly ['agent' | 'user' | 'token', string];
  /** `false` for a call whose descriptions carry all candidates; without it they trickle. */
  readonly trickleIce?: boolean;
  /** What the gateway's URL asks for. */
  readonly query?: Readonly<Record<string, string>>;
  readonly play: (stage: Stage) => Promise<void>;
}

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

const received = (method: string, action?: string) => (report: GatewayReport) =>
  report.frames.some(
    (frame) =>
      frame.direction === 'received' &&
      frame.method === method &&
      (action === undefined || frame.values.action === action),
  );

export const SCENARIOS: readonly Scenario[] = [
  {
    title: 'a visitor talks and writes to the assistant, which calls a tool',
    login: ['agent', 'assistant-parity'],
    play: async ({ command, drive, until }) => {
      await drive('offerTool', 'get_page_title', { title: 'Parity' });
      await drive('dial', 'xxx');
      await drive('untilActive');
      await until(({ calls }) => calls[0]?.spoken[0]?.status === 'speaking');
      await command({ type: 'call-tool', name: 'get_page_title' });
      await until(({ frames }) => frames.some(({ values }) => values.itemType === 'function_call_output'));
      await drive('sendMessage', 'Look at this', [PIXEL]);
      await until(({ frames }) => frames.some(({ values }) => values.itemType === 'message'));
      await drive('hangUp');
      await until(({ calls }) => calls[0]?.state === 'ended');
    },
  },
  {
    title: 'a user calls with a password, sends digits, holds, resumes',
    login: ['user', 'parity'],
    play: async ({ drive, until }) => {
      await drive('dial', 'echo');
      await drive('untilActive');
      await drive('sendDigits', '1');
      await until(({ calls }) => calls[0]?.digits === '1');
      await drive('hold');
      await until(({ calls }) => calls[0]?.state === 'held');
      await drive('resume');
      await until(({ calls }) => calls[0]?.state === 'active');
      await drive('hangUp');
      await until(({ calls }) => calls[0]?.state === 'ended');
    },
  },
  {
    title: 'a user calls with all candidates in the offer, and sends a text',
    login: ['user', 'complete'],
    trickleIce: false,
    play: async ({ drive, until }) => {
      await drive('dial', 'echo');
      await drive('untilActive');
      await drive('sendText', 'echo', 'hello');
      await until(received('telnyx_rtc.info'));
      await drive('hangUp');
      await until(({ calls }) => calls[0]?.state === 'ended');
    },
  },
  {
    title: 'a user with a token is called, gets a fresh token, and is hung up on',
    login: ['token', 'first'],
    play: async ({ command, drive, until }) => {
      await drive('expectIncoming');
      await command({ type: 'call', from: '+15550001111', farEnd: 'echo' });
      await drive('answerIncoming');
      await until(({ calls }) => (calls[0]?.media.packetsReceived ?? 0) > 5);
      await drive('renewToken', 'second');
      await command({ type: 'bye' });
      await until(({ calls }) => calls[0]?.state === 'ended');
      await drive('untilEnded');
    },
  },
  {
    title: 'a caller gives up before anybody answers',
    login: ['user', 'impatient'],
    play: async ({ drive, until }) => {
      await drive('dial', 'silent');
      await until(({ calls }) => calls.length === 1);
      await drive('hangUp');
      await until(({ calls }) => calls[0]?.state === 'ended');
    },
  },
  {
    title: 'the socket is cut, and the call is attached again',
    login: ['user', 'dropped'],
    play: async ({ command, drive, until }) => {
      await drive('dial', 'echo');
      await drive('untilActive');
      await until(({ calls }) => (calls[0]?.media.packetsReceived ?? 0) > 5);
      await command({ type: 'drop' });
      await until(({ calls }) => calls[0]?.reattached === 1);
      await drive('hangUp');
      await until(({ calls }) => calls[0]?.state === 'ended');
    },
  },
  {
    title: 'the packets find their way no longer, and ICE restarts',
    login: ['user', 'roaming'],
    play: async ({ command, drive, until }) => {
      await drive('dial', 'echo');
      await drive('untilActive');
      await until(({ calls }) => (calls[0]?.media.packetsReceived ?? 0) > 5);
      await command({ type: 'break-path' });
      await until(received('telnyx_rtc.modify', 'updateMedia'));
      await until(({ calls }) => (calls[0]?.media.receivedLastSecond.packets ?? 0) > 20);
      await drive('hangUp');
      await until(({ calls }) => calls[0]?.state === 'ended');
    },
  },
  {
    title: 'the gateway pings',
    login: ['user', 'pinged'],
    play: async ({ command, until }) => {
      await command({
        type: 'send',
        text: '{"jsonrpc":"2.0","id":1,"method":"telnyx_rtc.ping","params":{}}',
      });
      await until(received('telnyx_rtc.ping'));
    },
  },
];
