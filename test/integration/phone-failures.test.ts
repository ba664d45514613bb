import { expect } from '@open-wc/testing';
import '../../components/define/all.js';
import { eventually } from '../support/eventually.js';
import { withoutMicrophone } from '../support/failing-microphone.js';
import { command, gatewayUrl, reportWhen, uniqueTag } from '../support/gateway.js';
import '../support/nobody-leaving.js';
import { place } from '../support/place.js';
import { Visitor } from '../support/visitor.js';

const ECHO = '+15550100100';
const BUSY = '+15550100486';
const MODIFY = 'telnyx_rtc.modify';
const CALLER = { type: 'call', from: '+15550001111', name: 'Grace', farEnd: 'echo' } as const;

/** The two ways to have a phone, each with a button that calls `destination`. */
const phones = {
  'telnyx-dialer': (destination: string) => ({ destination, history: 'off', ringtone: 'off' }),
  'telnyx-session': () => ({}),
} as const;

for (const kind of ['telnyx-dialer', 'telnyx-session'] as const) {
  /** A phone that is registered, and what it tells of. */
  async function createPhone(destination = '') {
    const tag = uniqueTag();
    const phone = document.createElement(kind);
    const login = { login: `zoe-${tag.slice(0, 8)}`, password: 'x', 'gateway-url': gatewayUrl({ tag }) };
    const attributes = { ...login, prewarm: 'eager', ...phones[kind](destination) };
    for (const [name, value] of Object.entries(attributes)) phone.setAttribute(name, value);
    if (kind === 'telnyx-session')
      phone.innerHTML = `<telnyx-call-button destination="${destination}"></telnyx-call-button>
        <telnyx-hold-button></telnyx-hold-button><telnyx-keypad></telnyx-keypad>
        <telnyx-notice></telnyx-notice><telnyx-incoming-call></telnyx-incoming-call>`;
    const errors: unknown[] = [];
    phone.addEventListener('telnyx-error', ({ detail: { code, fatal } }) => errors.push([code, fatal]));
    const ends: (number | null)[] = [];
    phone.addEventListener('telnyx-call-end', ({ detail }) => ends.push(detail.sipCode));
    place().append(phone);
    await eventually('it is registered', () => phone.status === 'ready');
    return { phone, tag, errors, ends, visitor: new Visitor(phone) };
  }

  describe(`what fails in <${kind}>`, () => {
    it('is not a call that was merely not answered, whose end is told', async () => {
      const { phone, errors, ends, visitor } = await createPhone(BUSY);

      await visitor.click('Call');
      await eventually('the call is over', () => ends.length > 0);
      await visitor.reads('usy');

      expect(ends).to.deep.equal([486]);
      expect(errors).to.deep.equal([]);
      expect(phone.error).to.equal(null);
    });

    it('is told when a call cannot be held, and the call goes on', async () => {
      const { phone, tag, errors, visitor } = await createPhone(ECHO);
      await visitor.click('Call');
      await visitor.ready('Hold');
      await command(tag, { type: 'refuse', method: MODIFY, times: 1 });

      await visitor.click('Hold');
      await visitor.reads('The call could not be held or resumed.');

      expect(errors).to.deep.equal([[44001, false]]);
      expect([phone.call?.state, phone.error]).to.deep.equal(['active', null]);
    });

    it('is told when keys are refused', async () => {
      const { phone, tag, errors, visitor } = await createPhone(ECHO);
      await visitor.click('Call');
      if (kind === 'telnyx-dialer') await visitor.click('Keypad');
      await eventually('they talk', () => phone.call?.state === 'active');
      await command(tag, { type: 'refuse', method: 'telnyx_rtc.info', times: 1 });

      await visitor.click('5 JKL');
      await visitor.reads('The keys could not be sent.');

      expect(errors).to.deep.equal([[60012, false]]);
    });

    it('is the failure that holds while a call rings on for which the microphone is refused', async () => {
      const { phone, tag, errors, visitor } = await createPhone();
      await command(tag, CALLER);

      await withoutMicrophone('NotAllowedError', async () => {
        await visitor.click('Answer');
        await visitor.reads('The microphone is blocked');
      });
      const during = phone.error;
      await visitor.click('Decline');
      await reportWhen(tag, ({ calls }) => calls[0]?.state === 'ended');

      expect(during).to.include({ code: 42001, fatal: false });
      expect(errors).to.deep.equal([[42001, false]]);
      expect(phone.error).to.equal(null);
    });
  });
}

describe('the methods of <telnyx-dialer>', () => {
  it('tell of what the gateway refuses, and reject with it', async () => {
    const tag = uniqueTag();
    const dialer = document.createElement('telnyx-dialer');
    const login = { login: `zoe-${tag.slice(0, 8)}`, password: 'x', 'gateway-url': gatewayUrl({ tag }) };
    for (const [name, value] of Object.entries({ ...login, history: 'off' }))
      dialer.setAttribute(name, value);
    place().append(dialer);
    const told: number[] = [];
    dialer.addEventListener('telnyx-error', ({ detail }) => told.push(detail.code));
    await dialer.dial(ECHO);
    for (const method of [MODIFY, 'telnyx_rtc.info'])
      await command(tag, { type: 'refuse', method, times: 1 });

    const failures = await Promise.allSettled([dialer.hold(), dialer.sendDigits('1')]);
    await dialer.hangup();

    const codes = failures.map((each) => 'reason' in each && (each.reason as { code: number }).code);
    expect(codes).to.deep.equal([44001, 60012]);
    expect(told).to.have.members(codes);
  });
});
