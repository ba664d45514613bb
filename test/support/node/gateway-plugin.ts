import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { TestRunnerPlugin } from '@web/test-runner';

import {
  answerHttp,
  type AttachedGateway,
  attachGateway,
  type GatewayCommand,
} from '../../../demo/gateway/index.js';

/** Where tests find the gateway on the test server. */
const PATH = '/gateway';

/** What Koa hands to a middleware, as far as it matters here. */
interface HttpContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  respond?: boolean;
}

/**
 * Runs the gateway inside the test server, so that tests connect to `ws://<test server>/gateway`, and lets
 * them ask what it saw (`gateway-report`) and make it act (`gateway-command`). Its middleware takes call reports.
 */
export function createTestGateway() {
  let gateway: AttachedGateway | null = null;
  const plugin: TestRunnerPlugin<GatewayPayload> = {
    name: 'gateway',
    serverStart({ server }) {
      if (!server) throw new TypeError('The test runner has no HTTP server to attach the gateway to.');
      gateway = attachGateway(server, { path: PATH });
    },
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
  const middleware = async (context: HttpContext, next: () => Promise<void>): Promise<void> => {
    if (!gateway || !answerHttp(gateway, context.req, context.res)) {
      await next();
      return;
    }
    context.respond = false;
    // The server looks at the status when this is over.
    await once(context.res, 'close');
  };
  return { plugin, middleware };
}

interface GatewayPayload {
  readonly tag: string;
  readonly command?: GatewayCommand;
}
