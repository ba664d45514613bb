import { expect } from '@open-wc/testing';

import { type GatewayAddress, gatewayUrl, isLoopbackGateway } from '../../../src/signaling/gateway-url.js';
import { thrown } from '../../support/rejection.js';

describe('gatewayUrl', () => {
  const addresses: readonly (readonly [address: GatewayAddress, url: string])[] = [
    [{}, 'wss://rtc.telnyx.com/'],
    [{ environment: 'production' }, 'wss://rtc.telnyx.com/'],
    [{ environment: 'development' }, 'wss://rtcdev.telnyx.com/'],
    [{ region: 'eu' }, 'wss://eu.rtc.telnyx.com/'],
    [{ region: 'us-central' }, 'wss://us-central.rtc.telnyx.com/'],
    [{ region: 'south-asia', environment: 'development' }, 'wss://south-asia.rtcdev.telnyx.com/'],
    [{ region: 'auto' }, 'wss://rtc.telnyx.com/'],
    [{ region: '' }, 'wss://rtc.telnyx.com/'],
    [{ gatewayUrl: 'wss://rtc.telnyx.com', region: 'eu' }, 'wss://eu.rtc.telnyx.com/'],
    // The official SDK would rewrite the first "rtc" in each of these (B36).
    [{ gatewayUrl: 'wss://myrtc.example.com/rtc', region: 'eu' }, 'wss://myrtc.example.com/rtc'],
    [{ gatewayUrl: 'wss://rtc.telnyx.com.evil.example', region: 'eu' }, 'wss://rtc.telnyx.com.evil.example/'],
    [{ gatewayUrl: 'wss://eu.rtc.telnyx.com', region: 'apac' }, 'wss://eu.rtc.telnyx.com/'],
    [{ gatewayUrl: 'wss://gw.example:8443/a?b=c' }, 'wss://gw.example:8443/a?b=c'],
    [{ gatewayUrl: 'wss://user:secret@gw.example/#x' }, 'wss://gw.example/'],
    [{ gatewayUrl: 'ws://localhost:9010' }, 'ws://localhost:9010/'],
    [{ gatewayUrl: 'ws://127.0.0.1:9010' }, 'ws://127.0.0.1:9010/'],
    [{ gatewayUrl: 'ws://127.8.9.1' }, 'ws://127.8.9.1/'],
    [{ gatewayUrl: 'ws://[::1]:9010' }, 'ws://[::1]:9010/'],
    [{ gatewayUrl: 'ws://app.localhost' }, 'ws://app.localhost/'],
  ];

  for (const [address, url] of addresses) {
    it(`makes ${url} of ${JSON.stringify(address)}`, () => {
      expect(gatewayUrl(address, null)).to.equal(url);
    });
  }

  for (const bad of [
    'ws://gw.example',
    'ws://localhost.evil.example',
    'ws://127.0.0.1.evil.example',
    'ws://evillocalhost',
    'ws://192.168.0.1',
    'https://rtc.telnyx.com',
    'javascript:alert(1)',
    'rtc.telnyx.com',
    'wss://',
    ' ',
    '',
  ]) {
    it(`refuses ${JSON.stringify(bad)}`, () => {
      expect(thrown(() => gatewayUrl({ gatewayUrl: bad }, null)).code).to.equal(60001);
    });
  }

  it('names the address that it refuses, without its secrets', () => {
    const { message, context } = thrown(() =>
      gatewayUrl({ gatewayUrl: 'ws://user:secret@gw.example/path?token=secret' }, null),
    );

    expect(context).to.deep.equal({ address: 'gw.example/path' });
    expect(message).to.include('gw.example/path').and.not.include('secret');
  });

  for (const region of ['eu.evil.example/', 'EU', 'eu@x', 'eu/..', 'e u']) {
    it(`refuses the region ${JSON.stringify(region)}`, () => {
      expect(thrown(() => gatewayUrl({ region }, null)).code).to.equal(60001);
    });
  }

  it('asks for the node that holds the session', () => {
    expect(gatewayUrl({}, 'VSDK 1&2')).to.equal('wss://rtc.telnyx.com/?voice_sdk_id=VSDK+1%262');
  });

  it('asks for another node than the last one only when it can name that', () => {
    expect(gatewayUrl({}, 'node-1', true)).to.equal(
      'wss://rtc.telnyx.com/?voice_sdk_id=node-1&skip_last_voice_sdk_id=true',
    );
    expect(gatewayUrl({}, null, true)).to.equal('wss://rtc.telnyx.com/');
  });

  it('keeps the query of a custom address beside its own', () => {
    expect(gatewayUrl({ gatewayUrl: 'wss://gw.example/?scenario=busy' }, 'node-1')).to.equal(
      'wss://gw.example/?scenario=busy&voice_sdk_id=node-1',
    );
  });

  it('pins a back end instead, when both parts of it are there', () => {
    expect(gatewayUrl({ rtcIp: '10.0.0.1', rtcPort: 5060 }, 'node-1', true)).to.equal(
      'wss://rtc.telnyx.com/?rtc_ip=10.0.0.1&rtc_port=5060',
    );
    expect(gatewayUrl({ rtcIp: '10.0.0.1' }, 'node-1')).to.equal('wss://rtc.telnyx.com/?voice_sdk_id=node-1');
  });
});

describe('isLoopbackGateway', () => {
  for (const [url, expected] of [
    ['ws://localhost:9010', true],
    ['wss://127.0.0.1', true],
    ['ws://[::1]', true],
    ['wss://gw.example', false],
    ['nonsense', false],
    [undefined, false],
  ] as const) {
    it(`says ${String(expected)} for ${String(url)}`, () => {
      expect(isLoopbackGateway({ gatewayUrl: url })).to.equal(expected);
    });
  }
});
