import { METHOD } from '../../src/protocol/methods.js';
import { FakeSocket, type SentFrame } from './fake-socket.js';

export type Reaction = (socket: FakeSocket, frame: SentFrame) => void;

/** The answer to a login, with the `clientReady` that follows it. */
export const logIn =
  (reattached: readonly string[] = []): Reaction =>
  (socket, frame) => {
    socket.answer(frame, { message: 'logged in', sessid: 'session-1' });
    socket.push(METHOD.clientReady, { reattached_sessions: reattached });
  };

/** The answer to `gatewayState`. */
export const beInState =
  (state: string): Reaction =>
  (socket, frame) => {
    socket.answer(frame, {
      params: { state, call_report_id: 'report-1', dc: 'dc-1', region: 'eu' },
      sessid: 'session-1',
    });
  };

export const refuseWith =
  (code: number, message?: string): Reaction =>
  (socket, frame) => {
    socket.refuse(frame, code, message);
  };

/** Never answers. */
export const staySilent: Reaction = () => undefined;

/** A notification has no id, and gets no answer. */
const agree: Reaction = (socket, frame) => {
  if (frame.id !== undefined) socket.answer(frame, { message: 'OK' });
};

/** A gateway in memory. It behaves well until a reaction is replaced. */
export class FakeGateway {
  readonly sockets: FakeSocket[] = [];
  /** To be handed to the client. */
  readonly WebSocket: new (url: string) => WebSocket;
  readonly reactions: Record<string, Reaction> = {
    [METHOD.login]: logIn(),
    [METHOD.anonymousLogin]: logIn(),
    [METHOD.gatewayState]: beInState('REGED'),
  };
  onConnect: (socket: FakeSocket) => void = (socket) => socket.accept();

  constructor() {
    const connect = (socket: FakeSocket) => this.#connect(socket);
    class ConnectedSocket extends FakeSocket {
      constructor(url: string) {
        super(url);
        connect(this);
      }
    }
    // The members that the client uses are there; the rest of the interface is not.
    this.WebSocket = ConnectedSocket as unknown as new (url: string) => WebSocket;
  }

  /** The newest socket. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('There is no socket yet.');
    return socket;
  }

  /** The frames of one method on all sockets, in order. */
  received(method: string): SentFrame[] {
    return this.sockets.flatMap(({ sent }) => sent).filter((frame) => frame.method === method);
  }

  #connect(socket: FakeSocket): void {
    this.sockets.push(socket);
    socket.onSent = (frame) => {
      const { method } = frame;
      if (method === undefined) return;
      const react = this.reactions[method] ?? agree;
      queueMicrotask(() => react(socket, frame));
    };
    queueMicrotask(() => this.onConnect(socket));
  }
}
