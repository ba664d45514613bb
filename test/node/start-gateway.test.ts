import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';

import { WebSocket, WebSocketServer } from 'ws';

import { attachGateway, startGateway } from '../../demo/gateway/index.js';

const PING = JSON.stringify({ jsonrpc: '2.0', id: 'p', method: 'telnyx_rtc.ping', params: {} });

async function connect(context: TestContext, url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  context.after(() => {
    socket.terminate();
  });
  await once(socket, 'open');
  return socket;
}

async function ask(socket: WebSocket): Promise<unknown> {
  const answer = once(socket, 'message');
  socket.send(PING);
  const [data] = (await answer) as [Buffer];
  return JSON.parse(data.toString());
}

describe('startGateway', { timeout: 10_000 }, () => {
  it('serves this machine alone on a free port', async (context) => {
    const gateway = await startGateway();
    context.after(() => gateway.close());
    assert.equal(gateway.url, `ws://127.0.0.1:${gateway.port}`);
    const answer = (await ask(await connect(context, `${gateway.url}/?tag=a`))) as { id: string };
    assert.equal(answer.id, 'p');
    assert.equal(gateway.report('a').socketOpen, true);
  });

  it('rejects when the port is taken', async (context) => {
    const gateway = await startGateway();
    context.after(() => gateway.close());
    await assert.rejects(startGateway({ port: gateway.port }), { code: 'EADDRINUSE' });
  });

  it('takes the call reports of the official SDK, and tells a browser what it is', async (context) => {
    const gateway = await startGateway();
    context.after(() => gateway.close());
    const base = gateway.url.replace('ws:', 'http:');
    const posted = await fetch(`${base}/call_report`, { method: 'POST', body: '{}' });
    assert.equal(posted.status, 204);
    const visited = await fetch(base);
    assert.equal(visited.status, 426);
    assert.match(await visited.text(), /WebSocket/);
  });

  it('closes its sockets and its port, and then leaves nothing', async (context) => {
    const gateway = await startGateway();
    const socket = await connect(context, gateway.url);
    const closed = once(socket, 'close');
    await gateway.close();
    const [code] = (await closed) as [number];
    assert.equal(code, 1001);
    const again = await startGateway({ port: gateway.port });
    await again.close();
  });

  it('ignores binary frames and survives a broken one', async (context) => {
    const gateway = await startGateway();
    context.after(() => gateway.close());
    const socket = await connect(context, gateway.url);
    socket.send(Buffer.from([1, 2, 3]));
    assert.ok(await ask(socket));
  });
});

describe('attachGateway', { timeout: 10_000 }, () => {
  it('leaves other paths, and what else the server does, alone', async (context) => {
    const server = createServer((_request, response) => response.end('page'));
    const other = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, socket, head) => {
      if (request.url !== '/other') return;
      other.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.send('from the other');
      });
    });
    const gateway = attachGateway(server, { path: '/gateway' });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    context.after(async () => {
      other.close();
      await gateway.close();
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;

    const strange = new WebSocket(`ws://127.0.0.1:${port}/other`);
    const [greeting] = (await once(strange, 'message')) as [Buffer];
    strange.terminate();
    const ours = await connect(context, `ws://127.0.0.1:${port}/gateway?tag=b`);

    assert.equal(greeting.toString(), 'from the other');
    assert.ok(await ask(ours));
    assert.equal(gateway.report('b').connections, 1);
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), 'page');
  });

  for (const [path, asked] of [
    ['/gateway', '/gateway/'],
    ['/gateway/', '/gateway'],
    ['/', '/'],
  ] as const) {
    it(`serves ${asked} at the path ${path}`, async (context) => {
      const server = createServer();
      const gateway = attachGateway(server, { path });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      context.after(async () => {
        await gateway.close();
        server.closeAllConnections();
        server.close();
      });
      const { port } = server.address() as AddressInfo;

      assert.ok(await ask(await connect(context, `ws://127.0.0.1:${port}${asked}?tag=c`)));
    });
  }

  it('serves no more after it was closed, while the server goes on', async (context) => {
    const server = createServer((_request, response) => response.end('page'));
    const gateway = attachGateway(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    context.after(() => {
      server.closeAllConnections();
      server.close();
    });
    await gateway.close();
    assert.equal(server.listenerCount('upgrade'), 0);
    const { port } = server.address() as AddressInfo;
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), 'page');
  });
});

describe('npm run gateway', { timeout: 20_000 }, () => {
  it('prints where it listens and its scenarios, serves, and ends when it is told to', async (context) => {
    const server = spawn(process.execPath, ['--import', 'tsx', 'demo/gateway/server.ts', '--port', '0']);
    context.after(() => server.kill('SIGKILL'));
    const complaints: string[] = [];
    server.stderr.on('data', (text: Buffer) => complaints.push(text.toString()));
    const lines: string[] = [];
    for await (const line of createInterface(server.stdout)) {
      lines.push(line);
      if (line.startsWith('  tool ')) break;
    }
    const url = /ws:\/\/\S+/.exec(lines[0] ?? '')?.[0] ?? '';
    assert.ok(await ask(await connect(context, url)));
    assert.ok(lines.some((line) => line.includes('refused-login')));
    assert.match(lines[1] ?? '', /echo \(\+15550100100\), busy .*, silent /);

    server.kill('SIGTERM');
    const [code] = (await once(server, 'exit')) as [number | null];

    assert.equal(code, 0);
    assert.deepEqual(complaints, []);
  });

  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'demo/gateway/server.ts', ...args], { encoding: 'utf8' });

  for (const flag of ['--help', '-h']) {
    it(`explains itself with ${flag}`, () => {
      const { status, stdout, stderr } = run(flag);

      assert.match(stdout, /^Usage: telnyx-elements-gateway/);
      for (const word of ['--port', '--host', '+15550100408', 'expiring-token', 'half-open'])
        assert.ok(stdout.includes(word), word);
      assert.deepEqual([status, stderr], [0, '']);
    });
  }

  it('tells the version of the package', () => {
    const { status, stdout } = run('--version');

    assert.equal(
      stdout,
      `${(JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version}\n`,
    );
    assert.equal(status, 0);
  });

  for (const [args, why] of [
    [['--prot', '9'], /^Unknown option '--prot'/],
    [['--port'], /^Option '--port <value>' argument missing/],
    [['--port', 'x'], /^"x" is no port/],
    [['--port', '65536'], /^"65536" is no port/],
    [['--port='], /^"" is no port/],
    [['9010'], /^Unexpected argument '9010'\./],
  ] as const) {
    it(`shows how it is used instead of a stack: ${args.join(' ')}`, () => {
      const { status, stdout, stderr } = run(...args);

      assert.match(stderr, why);
      assert.match(stderr, /\n\nUsage: /);
      assert.doesNotMatch(stderr, /\n    at /);
      assert.deepEqual([status, stdout], [2, '']);
    });
  }

  it('says in one sentence that the port is taken', async (context) => {
    const gateway = await startGateway();
    context.after(() => gateway.close());

    const { status, stderr } = run('--port', String(gateway.port));

    assert.match(stderr, /^The gateway cannot listen at 127\.0\.0\.1:\d+\. The port is taken\. .*\n$/);
    assert.equal(status, 1);
  });
});
