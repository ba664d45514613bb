import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';

import type { SdpParams } from '../../src/protocol/client-call-messages.js';
import { type ClientMessage, parseClientMessage } from '../../src/protocol/client-messages.js';
import { type Frame, type FrameId, parseFrame } from '../../src/protocol/json-rpc.js';
import { METHOD, type Method } from '../../src/protocol/methods.js';
import { RPC_ERROR } from '../../src/protocol/rpc-error-codes.js';
import { greeting } from './assistant/replies.js';
import { answerCallRequest, type CallRequest, type RpcAnswer, type RpcRefusal } from './call-requests.js';
import type { GatewayContext } from './gateway-context.js';
import type { ConnectionObserver } from './observer.js';
import { Outbox, type Peer } from './outbox.js';
import { placeCall } from './place-call.js';
import { Reattachment } from './reattachment.js';
import { Registration } from './registration.js';
import { RequestFaults } from './request-faults.js';
import type { ConnectionSettings } from './connection-settings.js';
import type { Session, SessionSocket } from './session.js';
import { signIn, signInAnonymously, type SignInVerdict } from './sign-in.js';

/** How often the server pings, in milliseconds. */
const PING_MS = 15_000;

const INVALID_PARAMS = -32602;

/** The conversation that nobody may join, and how that is told. */
const UNKNOWN_CONVERSATION = 'unknown';
const CONVERSATION_NOT_FOUND = { code: 10007, message: 'Conversation not found' };

/** Everything that only a client may ask which has logged in. */
type SessionMessage =
  CallRequest | Extract<ClientMessage, { method: typeof METHOD.gatewayState | typeof METHOD.invite }>;

/** The gateway's end of one socket: reads frames, logs the client in, and passes on what concerns calls. */
export class Connection {
  readonly #context: GatewayContext;
  readonly #settings: ConnectionSettings;
  readonly #peer: Peer;
  readonly #observer: ConnectionObserver;
  readonly #lifetime = new AbortController();
  readonly #socket: SessionSocket;
  readonly #outbox: Outbox;
  readonly #registration: Registration;
  readonly faults: RequestFaults;
  #session: Session | null = null;
  #reattachment = new Reattachment('never', []);

  constructor(context: GatewayContext, settings: ConnectionSettings, peer: Peer) {
    this.#context = context;
    this.#settings = settings;
    this.#peer = peer;
    setMaxListeners(0, this.#lifetime.signal);
    this.#observer = context.observer.connect(settings.tag);
    const voiceSdkId = (settings.wantsOtherNode ? null : settings.voiceSdkId) ?? newVoiceSdkId();
    this.#outbox = new Outbox({
      peer,
      settings,
      clock: context.clock,
      observer: this.#observer,
      voiceSdkId,
      signal: this.#lifetime.signal,
    });
    this.faults = new RequestFaults(settings.refused, settings.ignored);
    this.#registration = new Registration(
      settings,
      () => this.#session !== null && context.registry.isDisplaced(this.#session),
    );
    this.#socket = { outbox: this.#outbox, observer: this.#observer, settings, voiceSdkId };
  }

  get settings(): ConnectionSettings {
    return this.#settings;
  }

  get session(): Session | null {
    return this.#session;
  }

  get outbox(): Outbox {
    return this.#outbox;
  }

  /** Cuts the socket without a closing handshake. */
  drop(): void {
    this.#peer.terminate();
  }

  /** Closes the socket, as a server does that goes away. */
  close(code = 1001, reason = 'The gateway is closing.'): void {
    this.#peer.close(code, reason);
  }

  /** The socket has closed; what the client sent before, and is late, still comes before that. */
  closed(): void {
    const { delayMs } = this.#settings;
    if (delayMs > 0) this.#context.clock.after(delayMs, () => this.#end(), this.#lifetime.signal);
    else this.#end();
  }

  #end(): void {
    if (this.#lifetime.signal.aborted) return;
    this.#lifetime.abort();
    this.#observer.closed();
    if (this.#session) this.#context.registry.close(this.#session, this.#socket);
  }

  /** Takes one text frame of the client. Never throws. */
  receive(text: string): void {
    const { delayMs } = this.#settings;
    if (delayMs > 0) this.#context.clock.after(delayMs, () => this.#take(text), this.#lifetime.signal);
    else this.#take(text);
  }

  #take(text: string): void {
    const frame = parseFrame(text);
    if (frame.kind === 'invalid') {
      this.#observer.receivedInvalid();
      return;
    }
    this.#observer.received(JSON.parse(text), 'method' in frame ? frame.method : null);
    if (this.#outbox.isSilent || (frame.kind !== 'request' && frame.kind !== 'notification')) return;
    this.#onMessage(frame);
  }

  #onMessage(frame: Extract<Frame, { kind: 'request' | 'notification' }>): void {
    const id = frame.kind === 'request' ? frame.id : null;
    const fault = this.faults.verdictOn(frame.method);
    if (fault) {
      if (fault !== 'ignore') this.#refuse(id, frame.method, fault);
      return;
    }
    const parsed = parseClientMessage(frame.method, frame.params);
    if (parsed.ok) {
      this.#dispatch(parsed.message, id);
      return;
    }
    const code = parsed.unknownMethod ? RPC_ERROR.methodNotFound : INVALID_PARAMS;
    const message = parsed.unknownMethod ? 'Method not found' : `Invalid params: ${parsed.detail}`;
    this.#refuse(id, frame.method, { code, message });
  }

  #dispatch(message: ClientMessage, id: FrameId | null): void {
    switch (message.method) {
      case METHOD.login:
        this.#onLogin(id, message.method, signIn(this.#settings, message.params), message.params);
        break;
      case METHOD.anonymousLogin: {
        const verdict = signInAnonymously(this.#settings, message.params);
        this.#onLogin(id, message.method, verdict, message.params);
        break;
      }
      case METHOD.ping:
        this.#answer(id, message.method, { message: 'PONG', sessid: this.#session?.id ?? '' });
        break;
      default:
        this.#onSessionMessage(message, id);
    }
  }

  #onLogin(
    id: FrameId | null,
    method: Method,
    verdict: SignInVerdict,
    { reconnection, sessid }: { reconnection?: boolean | undefined; sessid?: string | undefined },
  ): void {
    if (!verdict.ok) {
      this.#refuse(id, method, verdict.error);
      return;
    }
    if (this.#session) {
      this.#answer(id, method, { message: 'logged in', sessid: this.#session.id });
      return;
    }
    const wanted = reconnection && sessid ? sessid : null;
    const session = this.#context.registry.open(verdict.identity, wanted, this.#socket);
    this.#session = session;
    this.#answer(id, method, { message: 'logged in', sessid: session.id });
    if (verdict.identity.kind === 'anonymous') this.#welcomeVisitor();
    this.#greetClient(session);
    this.#context.registry.displaceOthers(session);
    this.#pingLater();
  }

  /** Tells which calls survived, and offers each of them again. */
  #greetClient(session: Session): void {
    const surviving = session.legs.filter(({ isUp }) => isUp);
    this.#outbox.request(METHOD.clientReady, { reattached_sessions: surviving.map(({ id }) => id) });
    this.#reattachment = new Reattachment(this.#settings.attach, surviving);
    this.#run(this.#reattachment.begin());
  }

  /** Sends the settings of the widget, and gets the voice ready, as a call is likely to follow. */
  #welcomeVisitor(): void {
    void this.#context.voice(greeting({}));
    const { widgetSettings } = this.#settings;
    this.#outbox.request(METHOD.aiConversation, { type: 'widget_settings', widget_settings: widgetSettings });
  }

  #onSessionMessage(message: SessionMessage, id: FrameId | null): void {
    const session = this.#session;
    if (!session) {
      const error = { code: RPC_ERROR.authenticationRequired, message: 'Authentication Required' };
      this.#refuse(id, message.method, error);
      return;
    }
    if (message.method === METHOD.gatewayState) {
      this.#onRegistrationQuery(session, id);
    } else if (message.method === METHOD.invite) {
      this.#onInvite(session, message.params, id);
    } else {
      this.#run(this.#answerWhenDone(id, message.method, answerCallRequest(session, message)));
    }
  }

  #onInvite(session: Session, params: SdpParams, id: FrameId | null): void {
    const { callID } = params.dialogParams;
    if (session.identity.targetParams?.conversation_id === UNKNOWN_CONVERSATION) {
      this.#refuse(id, METHOD.invite, CONVERSATION_NOT_FOUND);
      return;
    }
    if (session.leg(callID)) {
      this.#refuse(id, METHOD.invite, { code: INVALID_PARAMS, message: 'Invalid params: callID is in use' });
      return;
    }
    const result = { callID, message: 'CALL CREATED', sessid: session.id };
    const placed = placeCall(this.#context, session, params, () => {
      this.#answer(id, METHOD.invite, result);
    });
    this.#run(
      placed.then(() => {
        this.#afterCallSetUp(session, callID);
      }),
    );
  }

  #onRegistrationQuery(session: Session, id: FrameId | null): void {
    const answer = () => {
      const state = this.#registration.nextState();
      const more = { call_report_id: randomUUID(), dc: 'local', region: 'loopback' };
      const isDone = Registration.isDone(state);
      const params = { state, ...(isDone ? more : {}) };
      this.#answer(id, METHOD.gatewayState, { params, sessid: session.id });
      if (isDone) this.#run(this.#reattachment.registered());
    };
    const { beforeRegistered } = this.#reattachment;
    if (beforeRegistered) this.#run(beforeRegistered.then(answer));
    else answer();
  }

  /** What some scenarios do once a call is up. */
  #afterCallSetUp(session: Session, callId: string): void {
    const leg = session.leg(callId);
    if (!leg?.isUp) return;
    const { scenario, afterMs } = this.#settings;
    const { signal } = this.#lifetime;
    switch (scenario.afterAnswer) {
      case 'drop':
        this.#context.clock.after(afterMs, () => this.drop(), signal);
        break;
      case 'lose-media':
        this.#context.clock.after(afterMs, () => leg.losePackets(true), leg.signal);
        break;
      case 'break-path':
        this.#context.clock.after(afterMs, () => leg.breakPath(), leg.signal);
        break;
      case 'fall-silent':
        this.#outbox.fallSilent();
        break;
      case undefined:
    }
  }

  async #answerWhenDone(id: FrameId | null, method: Method, pending: Promise<RpcAnswer>): Promise<void> {
    const answer = await pending;
    if (!answer.ok) {
      this.#refuse(id, method, answer.error);
      return;
    }
    this.#answer(id, method, answer.result);
    answer.afterwards?.();
  }

  #answer(id: FrameId | null, method: string, result: object): void {
    if (id !== null) this.#outbox.result(id, method, result);
  }

  #refuse(id: FrameId | null, method: string, error: RpcRefusal): void {
    if (id !== null) this.#outbox.error(id, method, error);
  }

  #pingLater(): void {
    this.#context.clock.after(
      PING_MS,
      () => {
        this.#outbox.request(METHOD.ping, {});
        this.#pingLater();
      },
      this.#lifetime.signal,
    );
  }

  /** A fault of the gateway while it works on one message ends that work and nothing else. */
  #run(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.#context.onFault(error);
    });
  }
}

function newVoiceSdkId(): string {
  return `VSDK${randomUUID().replaceAll('-', '')}`;
}
