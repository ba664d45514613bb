import { randomUUID } from 'node:crypto';

import type { Method } from '../../src/protocol/methods.js';
import type { CallLeg, CallLink } from './call-leg.js';
import type { Identity } from './sign-in.js';
import type { ConnectionObserver } from './observer.js';
import type { Outbox } from './outbox.js';
import type { ConnectionSettings } from './connection-settings.js';

/** One socket of a session: where to send, who observes, and what its URL asked for. */
export interface SessionSocket {
  readonly outbox: Outbox;
  readonly observer: ConnectionObserver;
  readonly settings: ConnectionSettings;
  /** The sticky id that each frame on it carries: it stands for the node. */
  readonly voiceSdkId: string;
}

/** A client that has logged in. It outlives its socket for a while, so that calls survive a short break. */
export class Session implements CallLink {
  /** The `sessid` that the client repeats in every call message. */
  readonly id = randomUUID();
  readonly identity: Identity;
  readonly #legs = new Map<string, CallLeg>();
  #socket: SessionSocket;
  #isConnected = true;

  constructor(identity: Identity, socket: SessionSocket) {
    this.identity = identity;
    this.#socket = socket;
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** What the URL of its latest socket asked for. */
  get settings(): ConnectionSettings {
    return this.#socket.settings;
  }

  get legs(): readonly CallLeg[] {
    return [...this.#legs.values()];
  }

  /** Whether a client with these settings was routed to the node that holds this session. */
  isReachedBy({ voiceSdkId, wantsOtherNode }: ConnectionSettings): boolean {
    return !wantsOtherNode && voiceSdkId === this.#socket.voiceSdkId;
  }

  /** The client came back on another socket. */
  reconnect(socket: SessionSocket): void {
    this.#socket = socket;
    this.#isConnected = true;
  }

  /** A socket closed; says whether it was still the one in use. */
  disconnect(socket: SessionSocket): boolean {
    if (this.#socket !== socket) return false;
    this.#isConnected = false;
    return true;
  }

  send(method: Method, params: object): void {
    if (this.#isConnected) this.#socket.outbox.request(method, params);
  }

  leg(callId: string): CallLeg | null {
    return this.#legs.get(callId) ?? null;
  }

  add(leg: CallLeg): void {
    this.#legs.set(leg.id, leg);
    this.#socket.observer.call(leg.id, () => leg.report());
  }

  remove(callId: string): void {
    this.#legs.delete(callId);
  }

  /** Ends the calls that `isOver` names; by default all. */
  hangUpLegs(isOver: (leg: CallLeg) => boolean = () => true): void {
    for (const leg of this.legs) if (isOver(leg)) leg.hangUp();
  }
}
