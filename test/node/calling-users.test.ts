import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';

import { FakeClient } from '../support/node/fake-client.js';
import { NodeBrowser } from '../support/node/node-browser.js';
import { createGateway, LOUD, TAG } from '../support/node/placed-call.js';

/** Alice has called Bob, at whose client it rings. */
async function ringBob(context: TestContext) {
  const gateway = createGateway(context);
  const alice = new FakeClient(gateway, { tag: 'alice' });
  const bob = new FakeClient(gateway, { tag: 'bob' });
  await alice.logIn({ login: 'alice', passwd: 'x' });
  await bob.logIn({ login: 'bob', passwd: 'x' });
  const browser = new NodeBrowser();
  context.after(() => browser.close());
  const callID = randomUUID();
  const dialogParams = { callID, destination_number: 'bob' };
  await alice.request('telnyx_rtc.invite', { sdp: await browser.offer(), dialogParams });
  const { params } = await bob.message('telnyx_rtc.invite');
  return { alice, bob, callID, bobDialog: { callID: String(params?.callID) } };
}

describe('users who call each other', { timeout: 15_000 }, () => {
  it('ring, answer, hear each other, and end together', async (context) => {
    const gateway = createGateway(context);
    const alice = new FakeClient(gateway, { tag: 'alice' });
    const bob = new FakeClient(gateway, { tag: 'bob' });
    await alice.logIn({ login: 'alice', passwd: 'x' });
    await bob.logIn({ login: 'bob', passwd: 'x' });
    const [aliceBrowser, bobBrowser] = [new NodeBrowser(), new NodeBrowser()];
    context.after(() => Promise.all([aliceBrowser.close(), bobBrowser.close()]));
    const callID = randomUUID();
    const dialogParams = { callID, destination_number: 'bob', caller_id_name: 'Alice A.' };
    await alice.request('telnyx_rtc.invite', { sdp: await aliceBrowser.offer(), dialogParams });

    const { params } = await bob.message('telnyx_rtc.invite');
    const bobDialog = { callID: String(params?.callID) };
    const sdp = await bobBrowser.answer(String(params?.sdp));
    await bob.request('telnyx_rtc.answer', { sdp, dialogParams: bobDialog });
    const answer = await alice.message('telnyx_rtc.answer');
    await aliceBrowser.accept(String(answer.params?.sdp));
    await aliceBrowser.heard((levels) => levels.length > 2);
    await bobBrowser.heard((levels) => levels.length > 2);
    for (let sent = 0; sent < 5; sent += 1) await aliceBrowser.send(LOUD);
    await bobBrowser.heard((levels) => levels.some((level) => level > 0.3));
    await bob.request('telnyx_rtc.bye', { cause: 'NORMAL_CLEARING', causeCode: 16, dialogParams: bobDialog });
    await alice.message('telnyx_rtc.bye');

    assert.equal(params?.caller_id_name, 'Alice A.');
    assert.equal(params.display_direction, 'outbound');
    assert.ok(Math.max(...aliceBrowser.levels) < 0.1, 'nobody hears themselves');
    assert.equal(gateway.report('alice').calls[0]?.state, 'ended');
    assert.equal(gateway.report('bob').calls[0]?.state, 'ended');
  });

  for (const [cause, sipCode] of [
    ['USER_BUSY', 486],
    ['CALL_REJECTED', 603],
  ] as const) {
    it(`tell the caller of ${cause}`, async (context) => {
      const { alice, bob, bobDialog } = await ringBob(context);

      await bob.request('telnyx_rtc.bye', { cause, causeCode: 17, dialogParams: bobDialog });

      const { params } = await alice.message('telnyx_rtc.bye');
      assert.deepEqual([params?.cause, params?.sipCode], [cause, sipCode]);
    });
  }

  it('stop ringing when the caller gives up, and are told so', async (context) => {
    const { alice, bob, callID } = await ringBob(context);

    await alice.request('telnyx_rtc.bye', {
      cause: 'ORIGINATOR_CANCEL',
      causeCode: 487,
      dialogParams: { callID },
    });

    const { params } = await bob.message('telnyx_rtc.bye');
    assert.deepEqual([params?.cause, params?.sipCode], ['ORIGINATOR_CANCEL', 487]);
  });

  it('ring at a client on command', async (context) => {
    const gateway = createGateway(context);
    const client = new FakeClient(gateway, { tag: TAG });
    await client.logIn();
    await gateway.command(TAG, { type: 'call', from: '+15550001111', name: 'Grace', farEnd: 'echo' });
    const { params } = await client.message('telnyx_rtc.invite');
    assert.deepEqual(
      [params?.caller_id_name, params?.caller_id_number, params?.callee_id_number],
      ['Grace', '+15550001111', 'alice'],
    );
    assert.match(String(params?.sdp), /a=candidate/);
    await gateway.command(TAG, { type: 'bye', reason: 'cancelled' });
    const bye = await client.message('telnyx_rtc.bye');
    assert.deepEqual([bye.params?.cause, bye.params?.sipCode], ['ORIGINATOR_CANCEL', 487]);
  });
});
