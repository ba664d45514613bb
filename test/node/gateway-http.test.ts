import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';

import { startGateway } from '../../demo/gateway/index.js';
import { FakeClient } from '../support/node/fake-client.js';
import { fakeVoice } from '../support/node/fake-voice.js';
import { createGateway, placeCall, TAG } from '../support/node/placed-call.js';

async function start(context: TestContext): Promise<string> {
  const gateway = await startGateway({ voice: fakeVoice });
  context.after(() => gateway.close());
  return `http://127.0.0.1:${gateway.port}`;
}

describe('the gateway over HTTP', () => {
  it('gives tokens of a user that expire when asked to', async (context) => {
    const origin = await start(context);
    const token = await (await fetch(`${origin}/token?user=zoe&seconds=130`)).text();
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      readonly sub: string;
      readonly exp: number;
    };
    const left = payload.exp - Date.now() / 1000;
    assert.equal(payload.sub, 'zoe');
    assert.ok(left > 120 && left <= 130, `${left} s`);
  });

  it('gives tokens that a client has to renew at once, in the scenario for that', async (context) => {
    const origin = await start(context);
    const token = await (await fetch(`${origin}/token?user=zoe&scenario=expiring-token`)).text();
    const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      readonly exp: number;
    };
    const left = exp - Date.now() / 1000;
    assert.ok(left > 115 && left <= 125, `${left} s`);
  });

  for (const [query, status, body] of [
    ['fault=signed-out', 401, /Sign in/],
    ['fault=broken', 500, /Error/],
    ['fault=web-page', 200, /^<!doctype html>/],
    ['fault=nothing', 200, /^$/],
    ['fault=opaque', 200, /^opaque-token$/],
    ['form=json', 200, /^\{"token":"[\w.-]+"\}$/],
  ] as const) {
    it(`answers a request for a token with ${query} as a site may`, async (context) => {
      const response = await fetch(`${await start(context)}/token?user=zoe&${query}`);
      assert.equal(response.status, status);
      assert.match(await response.text(), body);
    });
  }

  it('leaves a late request for a token unanswered', async (context) => {
    const origin = await start(context);
    const signal = AbortSignal.timeout(300);
    await assert.rejects(fetch(`${origin}/token?fault=late`, { signal }), { name: 'TimeoutError' });
  });

  it('takes a call report from any page, and refuses one that is too large', async (context) => {
    const url = `${await start(context)}/call_report`;
    const asked = await fetch(url, { method: 'OPTIONS' });
    assert.equal(asked.headers.get('access-control-allow-origin'), '*');
    assert.equal((await fetch(url, { method: 'POST', body: '{}' })).status, 204);
    assert.equal((await fetch(url, { method: 'POST', body: 'x'.repeat(2_000_001) })).status, 413);
    assert.equal((await fetch(url)).status, 405);
  });

  it('has nothing else to say', async (context) => {
    assert.equal((await fetch(`${await start(context)}/other`)).status, 426);
  });
});

describe('a posted call report', { timeout: 15_000 }, () => {
  it('is shown under the tag of its call, and nowhere else', async (context) => {
    const { callID: callId, gateway, invited } = await placeCall(context);
    await invited;
    const report = { callId, reportId: 'r1', voiceSdkId: null, body: '{"summary":{}}' };
    gateway.takeCallReport(report);
    gateway.takeCallReport({ ...report, callId: 'unheard-of' });
    assert.deepEqual(gateway.report(TAG).callReports, [report]);
  });
});

describe('a token', () => {
  it('is refused once it has expired', async (context) => {
    const gateway = createGateway(context);
    const logIn = (seconds: number) => {
      const exp = Math.floor(Date.now() / 1000) + seconds;
      const payload = Buffer.from(JSON.stringify({ sub: 'zoe', exp })).toString('base64url');
      return new FakeClient(gateway).logIn({ login_token: `e30.${payload}.` });
    };
    assert.deepEqual((await logIn(-1)).error, { code: -32000, message: 'Invalid Token' });
    assert.ok((await logIn(60)).result);
  });
});
