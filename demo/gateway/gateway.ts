import { type Clock, systemClock } from './clock.js';
import { Connection } from './connection.js';
import { readSettings } from './connection-settings.js';
import { type GatewayCommand, readCommand } from './gateway-command.js';
import type { GatewayContext } from './gateway-context.js';
import { type GatewayReport, Observer } from './observer.js';
import type { Peer } from './outbox.js';
import type { PostedReport } from './posted-report.js';
import { runCommand } from './run-command.js';
import { SessionRegistry } from './session-registry.js';
import { createVoice, type Voice } from './speech/voice.js';

export interface GatewayOptions {
  readonly clock?: Clock;
  readonly voice?: Voice;
  /** Takes what went wrong inside the gateway; by default a warning of the process. */
  readonly onFault?: (error: unknown) => void;
}

/** What a socket tells the gateway. */
export interface PeerEvents {
  receive(text: string): void;
  closed(): void;
}

/** The server side of the protocol. It knows no sockets: whoever has one calls `open`. */
export class Gateway {
  readonly #context: GatewayContext;
  readonly #lifetime = new AbortController();
  /** In the order they were opened. */
  readonly #connections = new Set<Connection>();
  /** Until when sockets of a tag are cut at once. */
  readonly #downUntil = new Map<string, number>();

  constructor({ clock = systemClock, voice, onFault = warn }: GatewayOptions = {}) {
    this.#context = {
      clock,
      onFault,
      voice: voice ?? createVoice(onFault),
      registry: new SessionRegistry(clock, this.#lifetime.signal),
      observer: new Observer(clock),
    };
  }

  /** Begins to serve a client; `query` is that of the URL it connected to. */
  open(peer: Peer, query: URLSearchParams): PeerEvents {
    const connection = new Connection(this.#context, readSettings(query), peer);
    this.#connections.add(connection);
    if (this.#isDown(connection.settings.tag)) queueMicrotask(() => connection.drop());
    return {
      receive: (text) => {
        connection.receive(text);
      },
      closed: () => {
        this.#connections.delete(connection);
        connection.closed();
      },
    };
  }

  /** What happened so far on the connections that carry `tag=` in their URL. */
  report(tag: string): GatewayReport {
    return this.#context.observer.report(tag);
  }

  /** Acts on the newest open connection with this tag; rejects with a `TypeError` when that cannot be. */
  async command(tag: string, command: GatewayCommand): Promise<void> {
    const wanted = readCommand(command);
    if (wanted.type === 'restore') {
      this.#downUntil.delete(tag);
      return;
    }
    const connection = [...this.#connections].reverse().find(({ settings }) => settings.tag === tag);
    if (!connection) throw new TypeError(`No open connection has the tag ${tag}.`);
    if (wanted.type === 'drop') this.#downUntil.set(tag, this.#context.clock.now() + (wanted.forMs ?? 0));
    await runCommand(this.#context, connection, wanted);
  }

  /** Takes the report that a client posts after a call, and shows it under the tag of the call. */
  takeCallReport(report: PostedReport): void {
    this.#context.observer.takeCallReport(report);
  }

  #isDown(tag: string | null): boolean {
    return this.#context.clock.now() < (this.#downUntil.get(tag ?? '') ?? 0);
  }

  /** Ends every call and every connection; nothing of the gateway runs on. */
  close(): void {
    this.#context.registry.closeAll();
    for (const connection of [...this.#connections]) connection.close();
    this.#lifetime.abort();
  }
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
