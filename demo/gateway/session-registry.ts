import { METHOD } from '../../src/protocol/methods.js';
import type { Clock } from './clock.js';
import type { ConnectionSettings } from './connection-settings.js';
import { Session, type SessionSocket } from './session.js';
import { type Identity, isSameIdentity } from './sign-in.js';

/** How long the calls of a lost socket wait for their client, in milliseconds. */
const RETENTION_MS = 90_000;

/** Knows who is logged in, and keeps the calls of a client that lost its socket. */
export class SessionRegistry {
  readonly #clock: Clock;
  readonly #lifetime: AbortSignal;
  readonly #sessions = new Map<string, { readonly session: Session; expiry: AbortController | null }>();

  constructor(clock: Clock, lifetime: AbortSignal) {
    this.#clock = clock;
    this.#lifetime = lifetime;
  }

  /** The session that a client comes back to, if it does so on the node that holds it, or a new one. */
  open(identity: Identity, sessionId: string | null, socket: SessionSocket): Session {
    const known = this.#resume(identity, sessionId, socket.settings);
    known?.reconnect(socket);
    return known ?? this.#create(identity, socket);
  }

  /** A socket closed: unanswered calls end, the others wait. */
  close(session: Session, socket: SessionSocket): void {
    if (!session.disconnect(socket)) return;
    session.hangUpLegs((leg) => !leg.isUp);
    const entry = this.#sessions.get(session.id);
    if (!entry) return;
    if (session.legs.length === 0) {
      this.#forget(session);
      return;
    }
    entry.expiry = new AbortController();
    const signal = AbortSignal.any([entry.expiry.signal, this.#lifetime]);
    this.#clock.after(
      RETENTION_MS,
      () => {
        this.#forget(session);
      },
      signal,
    );
  }

  /** The connected session of a SIP user, the latest if there are several. */
  findUser(user: string): Session | null {
    const newestFirst = [...this.#sessions.values()].reverse().map(({ session }) => session);
    return newestFirst.find(({ identity, isConnected }) => isConnected && identity.user === user) ?? null;
  }

  /** Whether a later login of the same user took this session's place, where only one may be logged in. */
  isDisplaced(session: Session): boolean {
    const { identity, settings } = session;
    if (!settings.scenario.allowsOneLogin || identity.user === '') return false;
    return this.findUser(identity.user) !== session;
  }

  /** Tells the other sessions of this user that they are no longer registered, where only one may be. */
  displaceOthers(session: Session): void {
    for (const { session: other } of this.#sessions.values()) {
      const isSameUser = isSameIdentity(other.identity, session.identity);
      if (!isSameUser || other === session || !this.isDisplaced(other)) continue;
      other.send(METHOD.gatewayState, { state: 'UNREGED' });
    }
  }

  /** Ends every call. */
  closeAll(): void {
    for (const { session } of this.#sessions.values()) this.#forget(session);
  }

  #resume(identity: Identity, sessionId: string | null, settings: ConnectionSettings): Session | null {
    const entry = this.#sessions.get(sessionId ?? '');
    if (!entry || !isSameIdentity(entry.session.identity, identity)) return null;
    if (!entry.session.isReachedBy(settings)) return null;
    entry.expiry?.abort();
    entry.expiry = null;
    return entry.session;
  }

  #create(identity: Identity, socket: SessionSocket): Session {
    const session = new Session(identity, socket);
    this.#sessions.set(session.id, { session, expiry: null });
    return session;
  }

  #forget(session: Session): void {
    this.#sessions.get(session.id)?.expiry?.abort();
    this.#sessions.delete(session.id);
    session.hangUpLegs();
  }
}
