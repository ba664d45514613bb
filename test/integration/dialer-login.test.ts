import { expect, oneEvent } from '@open-wc/testing';
import type { TelnyxDialer } from '../../components/index.js';
import { createPhone, placePhone } from '../support/dialer-page.js';
import { eventually } from '../support/eventually.js';
import { gatewayUrl, reportWhen, uniqueTag } from '../support/gateway.js';
import { phoneInAFrame } from '../support/phone-in-a-frame.js';

const tokenUrl = (query: string) => `/token?user=zoe-${uniqueTag()}&${query}`;

/** Brings the phone another address for its tokens, one that works. */
const mend = (dialer: TelnyxDialer) => dialer.setAttribute('token-url', tokenUrl(''));

describe('<telnyx-dialer> with a token-url', () => {
  for (const form of ['', 'form=json', 'fault=opaque']) {
    it(`registers with a token that comes ${form || 'as text'}`, async () => {
      const { visitor } = placePhone({ 'token-url': tokenUrl(form) });

      await visitor.reads('Ready');
    });
  }

  for (const [fault, words] of [
    ['signed-out', 'You are signed out'],
    ['broken', 'The phone has no login yet'],
    ['web-page', 'The phone has no login yet'],
    ['nothing', 'The phone has no login yet'],
    ['refused', 'The phone could not log in'],
    ['expired', 'The phone could not log in'],
  ] as const) {
    it(`says so when the address answers with "${fault}", and works once it is mended`, async () => {
      const { dialer, visitor } = placePhone({ 'token-url': tokenUrl(`fault=${fault}`) });

      await visitor.reads(words);
      const status = dialer.status;
      mend(dialer);
      await visitor.reads('Ready');

      expect(status).to.equal('failed');
      expect(visitor.text).to.not.include(words);
    });
  }

  it('does not wait forever for an address that never answers', async () => {
    const { dialer, visitor } = placePhone({ 'token-url': tokenUrl('fault=late') });

    await visitor.reads('Registering…');
    await visitor.reads('The phone has no login yet');
    mend(dialer);

    await visitor.reads('Ready');
  });

  it('renews its login before the token expires, without touching the call', async () => {
    const scenario = 'expiring-token';
    const { dialer, visitor, tag } = placePhone(
      { 'token-url': tokenUrl(`scenario=${scenario}`) },
      { scenario },
    );
    const warned = oneEvent(dialer, 'telnyx-warning');
    await visitor.reads('Ready');
    await dialer.dial('+15550100100');
    const before = dialer.call!;

    const { frames, connections } = await reportWhen(
      tag,
      ({ frames: all }) =>
        all.filter(({ direction, method }) => direction === 'received' && method === 'login').length > 1,
    );

    expect((await warned).detail).to.include({ code: 34001 });
    expect(dialer.call).to.include({ id: before.id, state: 'active', answeredAt: before.answeredAt });
    expect(dialer.status).to.equal('ready');
    expect(connections).to.equal(1);
    expect(
      frames.filter(({ direction, method }) => direction === 'received' && method === 'telnyx_rtc.invite'),
    ).to.have.lengthOf(1);
  });
});

describe('<telnyx-dialer> with a login', () => {
  for (const attributes of [
    { login: 'refused', password: 'x' },
    { 'login-token': 'refused' },
    { 'login-token': 'expired' },
  ]) {
    it(`says that it is not accepted: ${JSON.stringify(attributes)}`, async () => {
      const { visitor, dialer } = placePhone(attributes);

      await visitor.reads('The phone could not log in');
      await visitor.click('Try again');
      await visitor.reads('The phone could not log in');

      expect(dialer.status).to.equal('failed');
      expect(visitor.text).to.not.include('ssistant');
    });
  }

  it('is told when another tab takes the registration over, and takes it back', async () => {
    const tag = uniqueTag();
    const first = await createPhone('alice', { scenario: 'single-login' });
    const { ready } = phoneInAFrame({
      login: first.user,
      password: 'x',
      'gateway-url': gatewayUrl({ scenario: 'single-login', tag }),
      prewarm: 'eager',
      history: 'off',
    });

    const second = await ready();
    await first.visitor.reads('This phone is in use in another tab.');
    await first.visitor.click('Use it here');
    await first.visitor.reads('Ready');
    await second.visitor.reads('This phone is in use in another tab.');
    const carol = await createPhone('carol', { scenario: 'single-login' });
    carol.dialer.dial(first.user).catch(() => undefined);
    await first.visitor.reads('Incoming call carol');
    await eventually('it rings here alone', () => second.dialer.call === null);
    second.dialer.session?.disconnect();

    expect(first.visitor.text).to.not.include('another tab');
  });
});
