import { Call } from '../call/call.js';
import { type CallDetails, detailsFrom } from '../call/call-details.js';
import type { CallOrigin } from '../call/call.js';
import { assertCallOptions, type CallOptions, copyHeaders } from '../call/call-options.js';
import { CallWire } from '../call/call-wire.js';
import { defaultIceServers } from '../media/ice-servers.js';
import type { MediaEngine, Peer, PeerOptions } from '../media/media-engine.js';
import type { DialogParams } from '../protocol/dialog-params.js';
import { METHOD } from '../protocol/methods.js';
import type { ServerOfferParams } from '../protocol/server-call-messages.js';
import type { ServerMessage } from '../protocol/server-messages.js';
import { TelnyxError, toTelnyxError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { tell } from '../shared/tell.js';
import { uuid } from '../shared/uuid.js';
import { isLoopbackGateway } from '../signaling/gateway-url.js';
import type { SignalingClient } from '../signaling/signaling-client.js';
import { type AttendContext, attendCall } from './attend-call.js';
import type { CallList } from './call-list.js';
import { holdOthers, keepOneActive } from './one-active-call.js';
import type { SessionContinuity } from './session-continuity.js';
import type { TelnyxSessionOptions } from './session-options.js';
import { UnheardByes } from './unheard-byes.js';
import { WarmPeer } from './warm-peer.js';

/** The server messages that name a call. */
type CallMessage = Extract<ServerMessage, { params: { callID: string } }>;

export interface SessionCallsContext extends AttendContext {
  readonly options: TelnyxSessionOptions;
  readonly engine: MediaEngine;
  readonly signaling: SignalingClient;
  /** What an earlier page left; `null` once the session is disconnected. */
  readonly continuity: () => Promise<SessionContinuity | null>;
  readonly list: CallList;
  readonly logger: Logger;
}

/** Makes the calls of a session and brings the server's messages to them. */
export class SessionCalls {
  readonly #context: SessionCallsContext;
  readonly #warmPeer: WarmPeer;
  readonly #unheardByes: UnheardByes;
  /** Calls that wait to be attached again, whose gap in the conversation is marked already. */
  readonly #gapMarked = new Set<string>();

  constructor(context: SessionCallsContext) {
    this.#context = context;
    const { engine, clock, signaling } = context;
    this.#unheardByes = new UnheardByes(signaling, clock);
    this.#warmPeer = new WarmPeer(engine, this.#peerOptions({ sendsAudio: true, isOffering: true }), clock);
  }

  /** Prepares a peer connection for the next call. */
  warm(): void {
    this.#warmPeer.warm();
  }

  cool(): void {
    this.#warmPeer.cool();
  }

  /** The session is disconnected: nobody comes back for its calls. */
  close(): void {
    this.cool();
    this.#unheardByes.clear();
  }

  /** The session is back, and the server still holds these calls. */
  linkRestored(reattachedCallIds: readonly string[] | null): void {
    for (const call of this.#context.list.live) {
      const isKept = reattachedCallIds?.includes(call.id) ?? true;
      // Now, because the assistant's next words may come before the call is attached.
      if (isKept && call.snapshot.answeredAt !== null) {
        this.#gapMarked.add(call.id);
        this.#markGap();
      }
      call.linkRestored(isKept);
    }
    for (const id of reattachedCallIds ?? []) this.#unheardByes.repeat(id);
  }

  /** @throws TelnyxError 60010, 44002, 60004, or 49001 for what the browser does not accept */
  place(options: CallOptions): Call {
    const { state, list } = this.#context;
    const isAgent = this.#isAgent;
    if (state.snapshot.status !== 'ready')
      throw new TelnyxError(60010, { message: 'The session is not ready.' });
    // The assistant's messages carry no call id, so a second call could not be told from the first.
    if (isAgent && list.live.length > 0) {
      throw new TelnyxError(60010, { message: 'This assistant is in a call already.' });
    }
    assertCallOptions(options, !isAgent);
    const headers = copyHeaders(options.customHeaders);
    state.patch({ error: null });
    const destination = options.destination?.trim() ?? '';
    const dialog = {
      destination_number: destination,
      caller_id_name: options.callerName ?? '',
      caller_id_number: options.callerNumber ?? '',
      remote_caller_id_name: 'Outbound Call',
      remote_caller_id_number: destination,
      ...(headers.length > 0 && { custom_headers: headers }),
      ...(options.clientState && { clientState: options.clientState }),
      audio: options.audio !== false,
    };
    const details = { direction: 'outbound', remoteName: '', remoteNumber: destination } as const;
    const call = this.#begin(uuid(), details, dialog, this.#withMicrophone(options), { type: 'outbound' });
    holdOthers(call, this.#context);
    return call;
  }

  receive(message: ServerMessage): void {
    if (message.method === METHOD.invite) this.#receiveCall(message.params);
    else if (message.method === METHOD.attach) this.#receiveAttach(message);
    else if (isCallMessage(message)) this.#context.list.get(message.params.callID)?.handle(message);
  }

  #receiveCall(params: ServerOfferParams): void {
    if (this.#context.list.get(params.callID)) return;
    const details = {
      ...detailsFrom(params),
      direction: 'inbound' as const,
      remoteName: params.caller_id_name ?? '',
      remoteNumber: params.caller_id_number ?? '',
    };
    const dialog = {
      destination_number: params.callee_id_number ?? '',
      remote_caller_id_name: details.remoteName,
      remote_caller_id_number: details.remoteNumber,
      audio: true,
    };
    const origin = { type: 'inbound', offer: params.sdp } as const;
    const { callID } = params;
    try {
      this.#begin(callID, details, dialog, this.#withMicrophone({}), origin);
    } catch (cause) {
      this.#fail(new TelnyxError(toTelnyxError(cause).code, { callId: callID, cause }));
      const wire = new CallWire(this.#context.signaling, { callID, ...dialog });
      this.#unheardByes.add(callID, () => wire.sendBye({ cause: 'USER_BUSY', causeCode: 17 }));
      this.#unheardByes.repeat(callID);
    }
  }

  /** The server offers a call again that survived its socket. */
  #receiveAttach(message: Extract<ServerMessage, { method: typeof METHOD.attach }>): void {
    const { callID } = message.params;
    const call = this.#context.list.get(callID);
    if (this.#unheardByes.repeat(callID)) return;
    if (call) call.handle(message);
    else
      this.#revive(message).catch((cause: unknown) => {
        this.#fail(new TelnyxError(toTelnyxError(cause).code, { callId: callID, cause }));
      });
  }

  /** Goes on with a call of the page before this one. */
  async #revive(message: Extract<ServerMessage, { method: typeof METHOD.attach }>): Promise<void> {
    const { callID } = message.params;
    const continuity = await this.#context.continuity();
    // Meanwhile an earlier offer may have revived it.
    const call = this.#context.list.get(callID);
    if (call) {
      call.handle(message);
      return;
    }
    const marked = continuity?.inherit(callID);
    if (!marked) {
      this.#context.state.warn(new TelnyxError(35002, { callId: callID }));
      return;
    }
    const { dialog, answeredAt, isHeld: wasHeld, isMuted: muted, ...details } = marked;
    const options = this.#withMicrophone({ muted, audio: dialog.audio !== false });
    const origin = { type: 'revived', answeredAt, wasHeld } as const;
    this.#begin(callID, details, dialog, options, origin).handle(message);
  }

  get #isAgent(): boolean {
    return 'agentId' in this.#context.options.auth;
  }

  #markGap(): void {
    if (this.#isAgent) this.#context.conversation.markGap();
  }

  readonly #fail = (error: TelnyxError): void => {
    const { state } = this.#context;
    // The end of the session ends its calls too; that is one failure, told already.
    if (error === state.snapshot.error) return;
    state.patch({ error });
    state.report(error);
  };

  #begin(
    id: string,
    known: Pick<CallDetails, 'direction' | 'remoteName' | 'remoteNumber'> & Partial<CallDetails>,
    dialog: Omit<DialogParams, 'callID'>,
    options: CallOptions,
    origin: CallOrigin,
  ): Call {
    const { engine, signaling, list, state, devices, playback, clock, logger } = this.#context;
    const isOffering = origin.type === 'outbound';
    const { preferredCodecs } = options;
    const peerOptions = this.#peerOptions({
      sendsAudio: options.audio !== false,
      isOffering,
      preferredCodecs,
    });
    const peer = this.#createPeer(peerOptions);
    const call = new Call(
      {
        wire: new CallWire(signaling, { callID: id, ...dialog }),
        link: signaling,
        engine,
        peer,
        createSuccessor: () => {
          const successor = engine.createPeer({ ...peerOptions, isOffering: false });
          devices.equip(successor);
          return successor;
        },
        onUnheardBye: (repeat) => {
          this.#unheardByes.add(id, repeat);
        },
        onRecovered: () => {
          if (!this.#gapMarked.delete(id)) this.#markGap();
        },
        onInfo: (info) => {
          tell(this.#context.options.onCallInfo, info);
        },
        trickleIce: this.#context.options.trickleIce ?? true,
        clock,
        logger,
        onError: this.#fail,
        onWarning: state.warn,
        onPlaybackBlocked: (isBlocked) => {
          playback.report(call, isBlocked);
        },
        onMicrophoneLost: () => {
          devices.mend((care) => care.microphoneLost(call));
        },
        onMicrophoneReplaced: () => {
          devices.mend((care) => {
            care.microphoneReplaced();
          });
        },
      },
      {
        telnyxCallControlId: null,
        telnyxSessionId: null,
        telnyxLegId: null,
        recovered: false,
        customHeaders: [],
        startedAt: clock.now(),
        isMuted: false,
        ...known,
        id,
      },
      options,
      origin,
    );
    devices.equip(call.peer);
    list.add(call);
    attendCall(call, this.#context);
    keepOneActive(call, this.#context);
    return call;
  }

  #withMicrophone(options: CallOptions): CallOptions {
    return { ...options, audio: this.#context.devices.microphoneFor(options.audio) };
  }

  #createPeer(options: PeerOptions): Peer {
    const { engine } = this.#context;
    engine.assertSupported({ needsMicrophone: false });
    try {
      return options.isOffering ? this.#warmPeer.take(options) : engine.createPeer(options);
    } catch (error) {
      throw toTelnyxError(error);
    }
  }

  #peerOptions(needs: Omit<PeerOptions, 'iceServers' | 'forceRelay'>): PeerOptions {
    const { options } = this.#context;
    const { iceServers, environment = 'production', forceRelay = false } = options;
    const defaults = isLoopbackGateway(options) ? [] : defaultIceServers(environment);
    return { iceServers: iceServers ?? defaults, forceRelay, ...needs };
  }
}

function isCallMessage(message: ServerMessage): message is CallMessage {
  return 'callID' in message.params && typeof message.params.callID === 'string';
}
