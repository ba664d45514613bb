import { Call } from '../call/call.js';
import { type CallDetails, detailsFrom } from '../call/call-details.js';
import type { CallOrigin } from '../call/call.js';
import { assertCallOptions, type CallOptions } from '../call/call-options.js';
import { CallWire } from '../call/call-wire.js';
import { defaultIceServers } from '../media/ice-servers.js';
import type { MediaEngine, PeerOptions } from '../media/media-engine.js';
import type { DialogParams } from '../protocol/dialog-params.js';
import { METHOD } from '../protocol/methods.js';
import type { ServerOfferParams } from '../protocol/server-call-messages.js';
import type { ServerMessage } from '../protocol/server-messages.js';
import { TelnyxError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { tell } from '../shared/tell.js';
import { uuid } from '../shared/uuid.js';
import { isLoopbackGateway } from '../signaling/gateway-url.js';
import type { SignalingClient } from '../signaling/signaling-client.js';
import { type AttendContext, attendCall } from './attend-call.js';
import type { CallList } from './call-list.js';
import type { SessionContinuity } from './session-continuity.js';
import type { TelnyxSessionOptions } from './session-options.js';
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

  constructor(context: SessionCallsContext) {
    this.#context = context;
    const { engine, clock } = context;
    this.#warmPeer = new WarmPeer(engine, this.#peerOptions({ sendsAudio: true, isOffering: true }), clock);
  }

  /** Prepares a peer connection for the next call. */
  warm(): void {
    this.#warmPeer.warm();
  }

  cool(): void {
    this.#warmPeer.cool();
  }

  /** @throws TelnyxError 60010, 44002 */
  place(options: CallOptions): Call {
    const { state, list } = this.#context;
    const isAgent = this.#isAgent;
    if (state.snapshot.status !== 'ready')
      throw new TelnyxError(60010, { message: 'The session is not ready for calls.' });
    // The assistant's messages carry no call id, so a second call could not be told from the first.
    if (isAgent && list.live.length > 0) {
      throw new TelnyxError(60010, { message: 'There is already a call with this assistant.' });
    }
    assertCallOptions(options, !isAgent);
    state.patch({ error: null });
    const destination = options.destination?.trim() ?? '';
    const dialog = {
      destination_number: destination,
      caller_id_name: options.callerName ?? '',
      caller_id_number: options.callerNumber ?? '',
      remote_caller_id_name: 'Outbound Call',
      remote_caller_id_number: destination,
      ...(options.customHeaders?.length ? { custom_headers: [...options.customHeaders] } : {}),
      ...(options.clientState ? { clientState: options.clientState } : {}),
      audio: options.audio !== false,
    };
    const details = { direction: 'outbound', remoteName: '', remoteNumber: destination } as const;
    const call = this.#begin(uuid(), details, dialog, this.#withMicrophone(options), { type: 'outbound' });
    this.#holdOthers(call.id);
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
    this.#begin(params.callID, details, dialog, this.#withMicrophone({}), origin);
  }

  /** The server offers a call again that survived its socket. */
  #receiveAttach(message: Extract<ServerMessage, { method: typeof METHOD.attach }>): void {
    const call = this.#context.list.get(message.params.callID);
    if (call) call.handle(message);
    else void this.#revive(message);
  }

  /** Goes on with a call of the page before this one. */
  async #revive(message: Extract<ServerMessage, { method: typeof METHOD.attach }>): Promise<void> {
    const { callID } = message.params;
    const marked = (await this.#context.continuity())?.inherit(callID);
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

  /** One call at a time is heard: a call that becomes the active one puts the other on hold. */
  #holdOthers(callId: string): void {
    for (const other of this.#context.list.live) {
      if (other.id === callId || other.state !== 'active') continue;
      other.hold().catch(() => {
        // It may have ended meanwhile; else two are heard at once, which a person should know.
        if (other.state === 'active') this.#context.state.warn(new TelnyxError(33010, { callId: other.id }));
      });
    }
  }

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
    const call = new Call(
      {
        wire: new CallWire(signaling, { callID: id, ...dialog }),
        link: {
          proveAlive: (signal) => signaling.proveAlive(signal),
          forceReconnect: (reason) => {
            signaling.forceReconnect(reason);
          },
          whenReady: () => signaling.connect(),
        },
        engine,
        peer: isOffering ? this.#warmPeer.take(peerOptions) : engine.createPeer(peerOptions),
        createSuccessor: () => {
          const successor = engine.createPeer({ ...peerOptions, isOffering: false });
          devices.equip(successor);
          return successor;
        },
        makeWay: () => {
          this.#holdOthers(id);
        },
        onRecovered: () => {
          if (this.#isAgent) this.#context.conversation.markGap();
        },
        onInfo: (info) => {
          tell(this.#context.options.onCallInfo, info);
        },
        trickleIce: this.#context.options.trickleIce ?? true,
        clock,
        logger,
        onError: (error) => {
          // The end of the session ends its calls too; that is one failure, told already.
          if (error === state.snapshot.error) return;
          state.patch({ error });
          state.report(error);
        },
        onWarning: (warning) => {
          state.warn(warning);
        },
        onPlaybackBlocked: (isBlocked) => {
          playback.report(call, isBlocked);
        },
        onMicrophoneLost: () => {
          void devices.withCare((care) => care.microphoneLost(call));
        },
        onMicrophoneReplaced: () => {
          void devices.withCare((care) => {
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
    return call;
  }

  #withMicrophone(options: CallOptions): CallOptions {
    return { ...options, audio: this.#context.devices.microphoneFor(options.audio) };
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
