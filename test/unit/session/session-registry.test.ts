import { expect } from '@open-wc/testing';

import type { ToneElement } from '../../../src/media/tone-player.js';
import { sessionKey } from '../../../src/session/session-key.js';
import type { TelnyxSessionOptions } from '../../../src/session/session-options.js';
import { acquireSession } from '../../../src/session/session-registry.js';
import type { TelnyxError } from '../../../src/shared/errors.js';
import { silentLogger } from '../../../src/shared/logger.js';
import { eventually } from '../../support/eventually.js';
import { FakeClock } from '../../support/fake-clock.js';
import { FakeGateway } from '../../support/fake-gateway.js';
import { FakeMediaEngine } from '../../support/fake-media.js';
import { settled } from '../../support/settled.js';
import { uncaughtDuring } from '../../support/uncaught.js';

/** Options that no other test shares, as the fakes in them are its own. */
function createOptions() {
  const gateway = new FakeGateway();
  const options: TelnyxSessionOptions = {
    auth: { agentId: 'assistant-1' },
    gatewayUrl: 'wss://gw.example',
    media: new FakeMediaEngine(),
    WebSocket: gateway.WebSocket,
    clock: new FakeClock(),
    storage: null,
  };
  return { gateway, options };
}

describe('acquireSession', () => {
  it('shares a session between those who ask for the same', () => {
    const { options } = createOptions();

    const first = acquireSession(options);
    const second = acquireSession({ ...options, auth: { agentId: 'assistant-1' } });

    expect(second.session).to.equal(first.session);
    first.release();
    second.release();
  });

  it('gives others a session of their own', () => {
    const { options } = createOptions();

    const first = acquireSession(options);
    const second = acquireSession({ ...options, auth: { agentId: 'assistant-2' } });

    expect(second.session).to.not.equal(first.session);
    first.release();
    second.release();
  });

  it('ends the session with its last holder, not before, and once', async () => {
    const { options, gateway } = createOptions();
    const first = acquireSession(options);
    const second = acquireSession(options);
    await first.session.connect();

    first.release();
    first.release();
    expect(second.session.status).to.equal('ready');
    second.release();
    await settled();

    expect(second.session.status).to.equal('idle');
    expect(gateway.socket.readyState).to.equal(3);
  });

  it('makes a new session after the last one was released', () => {
    const { options } = createOptions();
    const old = acquireSession(options);
    old.release();

    const next = acquireSession(options);
    old.release();
    const other = acquireSession(options);

    expect(next.session).to.not.equal(old.session);
    expect(other.session).to.equal(next.session);
    next.release();
    other.release();
  });

  it('tells the callbacks of all holders, also when one throws, and of no former one', async () => {
    const { options, gateway } = createOptions();
    const told: string[] = [];
    const onWarning = (name: string) => (warning: TelnyxError) => void told.push(`${name} ${warning.code}`);
    const fault = new Error('a fault of the page');
    const throwing = () => {
      throw fault;
    };
    const handles = [throwing, onWarning('a'), onWarning('b'), onWarning('former')].map((callback) =>
      acquireSession({ ...options, onWarning: callback }),
    );
    handles.pop()?.release();
    await handles[0]?.session.connect();

    const uncaught = await uncaughtDuring(() => gateway.socket.deliver('garbage'));

    expect(told).to.deep.equal(['a 60009', 'b 60009']);
    expect(uncaught).to.deep.equal([fault]);
    for (const handle of handles) handle.release();
  });
});

describe('acquireSession and its callbacks', () => {
  it('lets a later holder hear what the first did not care for', async () => {
    const { options, gateway } = createOptions();
    const events: string[] = [];
    const first = acquireSession({ ...options, onWarning: undefined });
    const second = acquireSession({ ...options, onWarning: ({ name }) => void events.push(name) });
    await second.session.connect();

    gateway.socket.deliver('garbage');

    expect(events).to.deep.equal(['MALFORMED_FRAME']);
    first.release();
    second.release();
  });
});

describe('acquireSession and its tones', () => {
  it('rings with those of the latest holder that has any, also when they come while it is connected', async () => {
    const { options, gateway } = createOptions();
    const played: string[] = [];
    const createElement = (): ToneElement => ({
      loop: false,
      volume: 1,
      set src(url: string) {
        if (url) played.push(url);
      },
      play: () => Promise.resolve(),
      pause: () => undefined,
    });
    const withTone = (ringtone: string) => ({ ...options, tones: { ringtone, createElement } });
    const plain = acquireSession(options);
    await plain.session.connect();
    const rung = async (callID: string) => {
      const { length } = played;
      gateway.socket.push('telnyx_rtc.invite', { callID, sdp: 'their offer' });
      await eventually('it rings', () => played.length > length);
      gateway.socket.push('telnyx_rtc.bye', { callID });
      return played.at(-1);
    };

    const first = acquireSession(withTone('/first.flac'));
    const alone = await rung('call-1');
    const second = acquireSession(withTone('/second.flac'));
    const both = await rung('call-2');
    second.release();
    const left = await rung('call-3');

    expect(first.session === plain.session && second.session === plain.session).to.equal(true);
    expect([alone, both, left]).to.deep.equal(['/first.flac', '/second.flac', '/first.flac']);
    first.release();
    plain.release();
  });
});

describe('sessionKey', () => {
  const base: TelnyxSessionOptions = { auth: { login: 'user', password: 'hunter2' }, region: 'eu' };

  it('is the same for the same, whatever the order and whoever is told', () => {
    const same: readonly TelnyxSessionOptions[] = [
      { region: 'eu', auth: { password: 'hunter2', login: 'user' } },
      { ...base, onError: () => undefined, onWarning: () => undefined, onToolEvent: () => undefined },
      { ...base, onCallReport: () => undefined, onAgentAudio: () => undefined },
      { ...base, logger: silentLogger, trickleIce: undefined },
      { ...base, tones: { ringtone: '/ring.flac' } },
    ];

    for (const options of same) expect(sessionKey(options)).to.equal(sessionKey(base));
  });

  it('is another for anything that leads to another session', () => {
    const others: readonly TelnyxSessionOptions[] = [
      { ...base, region: 'apac' },
      { ...base, auth: { login: 'user', password: 'other' } },
      { ...base, auth: { token: 't' } },
      { ...base, forceRelay: true },
      { ...base, iceServers: [{ urls: 'stun:a' }] },
      { ...base, iceServers: [{ urls: 'stun:b' }] },
      { ...base, media: new FakeMediaEngine() },
      { ...base, media: new FakeMediaEngine() },
      { ...base, auth: { tokenProvider: () => Promise.resolve('') } },
      { ...base, auth: { tokenProvider: () => Promise.resolve('') } },
    ];

    expect(new Set([base, ...others].map(sessionKey)).size).to.equal(others.length + 1);
  });

  it('is the same for the same provider', () => {
    const tokenProvider = () => Promise.resolve('');

    expect(sessionKey({ auth: { tokenProvider } })).to.equal(sessionKey({ auth: { tokenProvider } }));
  });

  it('gives no credential away', () => {
    expect(sessionKey(base)).to.match(/^[0-9a-z]{4,24}$/);
  });
});
