import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { answerHttp } from './answer-http.js';
import { attachGateway, type AttachedGateway } from './attach-gateway.js';
import type { GatewayOptions } from './gateway.js';

export interface StartOptions extends GatewayOptions {
  /** The TCP port; 0, the default, lets the system choose a free one. */
  readonly port?: number;
  /** The address to listen at; by default this machine alone can reach the gateway. */
  readonly host?: string;
}

/** A gateway with a server of its own. */
export interface StartedGateway extends AttachedGateway {
  /** What clients connect to: `ws://…`. */
  readonly url: string;
  readonly port: number;
}

function refuseHttp(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(426, { 'content-type': 'text/plain', upgrade: 'websocket' });
  response.end('This is the local Telnyx gateway. Connect with a WebSocket.\n');
}

/** Starts a gateway of its own; rejects when the port is taken. */
export async function startGateway({
  port = 0,
  host = '127.0.0.1',
  ...options
}: StartOptions = {}): Promise<StartedGateway> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const gateway = attachGateway(server, options);
  server.on('request', (request, response) => {
    if (!answerHttp(gateway, request, response)) refuseHttp(request, response);
  });
  const address = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `ws://${name}:${address.port}`,
    port: address.port,
    report: (tag) => gateway.report(tag),
    command: (tag, command) => gateway.command(tag, command),
    takeCallReport: (report) => {
      gateway.takeCallReport(report);
    },
    close: async () => {
      await gateway.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
