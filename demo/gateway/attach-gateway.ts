import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { type WebSocket, WebSocketServer } from 'ws';

import { Gateway, type GatewayOptions } from './gateway.js';

export interface AttachOptions extends GatewayOptions {
  /** The path to serve, such as `/gateway`, with a slash at its end or not; other paths are left to the server. By default any path. */
  readonly path?: string;
}

/** A gateway that serves WebSockets. */
export interface AttachedGateway extends Pick<Gateway, 'report' | 'command' | 'takeCallReport'> {
  /** Ends every call and closes every socket of the gateway; the HTTP server goes on. */
  close(): Promise<void>;
}

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The part of an HTTP server that a gateway needs; Node's, Vite's and the test runner's have it. */
export interface UpgradeServer {
  on(event: 'upgrade', listener: UpgradeListener): unknown;
  off(event: 'upgrade', listener: UpgradeListener): unknown;
}

/** Serves the gateway on an HTTP server, beside whatever else that server does. */
export function attachGateway(
  server: UpgradeServer,
  { path, ...options }: AttachOptions = {},
): AttachedGateway {
  const gateway = new Gateway(options);
  const sockets = new WebSocketServer({ noServer: true });
  const onUpgrade: UpgradeListener = (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'ws://gateway.invalid');
    if (path !== undefined && withoutSlash(url.pathname) !== withoutSlash(path)) return;
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      serve(gateway, webSocket, url.searchParams);
    });
  };
  server.on('upgrade', onUpgrade);
  return {
    report: (tag) => gateway.report(tag),
    command: (tag, command) => gateway.command(tag, command),
    takeCallReport: (report) => {
      gateway.takeCallReport(report);
    },
    close: async () => {
      server.off('upgrade', onUpgrade);
      gateway.close();
      const closed = [...sockets.clients].map(whenClosed);
      await Promise.all(closed);
    },
  };
}

const withoutSlash = (path: string) => path.replace(/\/$/, '');

/** How long a client may take to answer our closing handshake, in milliseconds. */
const CLOSE_TIMEOUT_MS = 1000;

function whenClosed(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      socket.terminate();
    }, CLOSE_TIMEOUT_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function serve(gateway: Gateway, socket: WebSocket, query: URLSearchParams): void {
  const events = gateway.open(
    {
      send: (text) => {
        if (socket.readyState === socket.OPEN) socket.send(text);
      },
      close: (code, reason) => {
        socket.close(code, reason);
      },
      terminate: () => {
        socket.terminate();
      },
    },
    query,
  );
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (!isBinary) events.receive(data.toString());
  });
  socket.on('close', () => {
    events.closed();
  });
  socket.on('error', () => {
    socket.terminate();
  });
}
