import type { TestRunnerPlugin } from '@web/test-runner';

import { type AttachedGateway, attachGateway, type GatewayCommand } from '../../../demo/gateway/index.js';

/** Where tests find the gateway on the test server. */
const PATH = '/gateway';

/**
 * Runs the gateway inside the test server, so that tests connect to `ws://<test server>/gateway`, and lets
 * them ask what it saw (`gateway-report`) and make it act (`gateway-command`).
 */
export function gatewayPlugin(): TestRunnerPlugin<GatewayPayload> {
  let gateway: AttachedGateway | null = null;
  return {
    name: 'gateway',
    serverStart({ server }) {
      if (!server) throw new TypeError('The test runner has no HTTP server to attach the gateway to.');
      gateway = attachGateway(server, { path: PATH });
    },
    /** The official SDK posts a report after each call; without an answer it would try again and again. */
    serve: ({ path }) => (path === '/call_report' ? { body: '{}', type: 'json' } : undefined),
    async serverStop() {
      await gateway?.close();
    },
    async executeCommand({ command, payload }) {
      if (!gateway || !payload) return undefined;
      if (command === 'gateway-report') return gateway.report(payload.tag);
      if (command !== 'gateway-command' || !payload.command) return undefined;
      await gateway.command(payload.tag, payload.command);
      return { done: true };
    },
  };
}

interface GatewayPayload {
  readonly tag: string;
  readonly command?: GatewayCommand;
}
