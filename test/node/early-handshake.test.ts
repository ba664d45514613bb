import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Event, type RTCDtlsTransport } from 'werift';

import { keepEarlyHandshake } from '../../demo/gateway/media/early-handshake.js';

const HELLO = Buffer.from([22, 254, 253]);
const RTP = Buffer.from([128, 0]);

test('what a browser says of DTLS before the gateway listens is heard once it does, and nothing else', async () => {
  const onData = new Event<[Buffer]>();
  const onStateChange: RTCDtlsTransport['onStateChange'] = new Event();
  keepEarlyHandshake({ onStateChange, iceTransport: { connection: { onData } } });
  const heard: Buffer[] = [];

  onData.execute(HELLO);
  onData.execute(RTP);
  onStateChange.execute('connecting');
  onData.subscribe((packet) => heard.push(packet));
  await Promise.resolve();

  assert.deepEqual(heard, [HELLO]);
});
