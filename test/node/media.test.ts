import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { EnergyMeter } from '../../demo/gateway/media/energy-meter.js';
import { paceFrames } from '../../demo/gateway/media/frame-pacer.js';
import { decodeMuLaw, encodeMuLaw, loudness, SILENT_FRAME } from '../../demo/gateway/media/g711.js';
import { offersPcmu, withoutCandidates } from '../../demo/gateway/media/sdp.js';
import { FakeClock } from '../support/node/fake-clock.js';

describe('G.711 µ-law', () => {
  it('encodes the values of the standard', () => {
    assert.deepEqual(
      [...encodeMuLaw(Int16Array.of(0, 32767, -32768, 1000, -1000))],
      [0xff, 0x80, 0x00, 0xce, 0x4e],
    );
  });

  it('decodes each byte to a sample that encodes to the same byte', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x7f);
    assert.deepEqual(encodeMuLaw(decodeMuLaw(bytes)), bytes);
  });

  it('keeps a tone within the error of 14-bit companding', () => {
    const tone = Int16Array.from({ length: 160 }, (_, n) => 12000 * Math.sin((2 * Math.PI * 440 * n) / 8000));
    decodeMuLaw(encodeMuLaw(tone)).forEach((sample, n) => {
      assert.ok(Math.abs(sample - (tone[n] ?? 0)) <= 0.05 * Math.abs(tone[n] ?? 0) + 8);
    });
  });

  it('measures silence as 0 and a full-scale square wave as nearly 1', () => {
    assert.equal(loudness(SILENT_FRAME), 0);
    assert.equal(loudness(new Uint8Array()), 0);
    assert.ok(loudness(encodeMuLaw(Int16Array.of(32767, -32767))) > 0.97);
  });
});

describe('paceFrames', () => {
  function pace() {
    const clock = new FakeClock();
    const lifetime = new AbortController();
    const at: number[] = [];
    paceFrames(clock, lifetime.signal, () => at.push(clock.now()));
    return { clock, lifetime, at };
  }

  it('asks for one frame each 20 ms, without drift', async () => {
    const { clock, at } = pace();
    await clock.advance(10_000);
    assert.equal(at.length, 501);
    assert.equal(at.at(-1), 10_000);
  });

  it('makes up for frames that a busy machine delayed', async () => {
    const { clock, at } = pace();
    await clock.advance(100);
    clock.jump(200);
    await clock.advance(20);
    assert.equal(at.length, 320 / 20 + 1);
  });

  it('skips what it missed while the machine slept', async () => {
    const { clock, at } = pace();
    await clock.advance(100);
    clock.jump(60_000);
    await clock.advance(40);
    assert.ok(at.length <= 10, `${at.length} frames`);
  });

  it('leaves no timer when it is stopped', async () => {
    const { clock, lifetime, at } = pace();
    await clock.advance(40);
    lifetime.abort();
    await clock.advance(1000);
    assert.equal(at.length, 3);
    assert.equal(clock.pending, 0);
  });
});

describe('EnergyMeter', () => {
  const loud = encodeMuLaw(new Int16Array(160).fill(16384));

  it('counts packets and knows the loudest and the mean', () => {
    const meter = new EnergyMeter(new FakeClock());
    meter.add(SILENT_FRAME);
    const level = meter.add(loud);
    assert.equal(meter.packets, 2);
    assert.deepEqual(meter.overall, { max: level, mean: level / 2 });
    assert.ok(Math.abs(level - 0.5) < 0.02);
  });

  it('forgets in its last second what is older', () => {
    const clock = new FakeClock();
    const meter = new EnergyMeter(clock);
    meter.add(loud);
    clock.jump(1500);
    meter.add(SILENT_FRAME);
    assert.deepEqual(meter.lastSecond, { packets: 1, max: 0, mean: 0 });
    assert.ok(meter.overall.max > 0);
  });

  it('knows the longest gap between two packets', () => {
    const clock = new FakeClock();
    const meter = new EnergyMeter(clock);
    clock.jump(500);
    for (const ms of [0, 20, 90, 20]) {
      clock.jump(ms);
      meter.add(SILENT_FRAME);
    }
    assert.equal(meter.longestGapMs, 90);
  });
});

describe('SDP', () => {
  it('finds PCMU by its payload type or its name', () => {
    assert.equal(offersPcmu('m=audio 9 UDP/TLS/RTP/SAVPF 111 0\r\n'), true);
    assert.equal(offersPcmu('m=audio 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 PCMU/8000\r\n'), true);
    assert.equal(offersPcmu('m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n'), false);
    assert.equal(offersPcmu(''), false);
  });

  it('takes candidates and their end out, and nothing else', () => {
    const sdp =
      'a=mid:0\r\na=candidate:1 1 udp 1 x.local 9 typ host\r\na=end-of-candidates\r\na=sendrecv\r\n';
    assert.equal(withoutCandidates(sdp), 'a=mid:0\r\na=sendrecv\r\n');
  });
});
