import { expect } from '@open-wc/testing';
import { consoleLines } from '../support/console-lines.js';
import { createReadyDialer } from '../support/dialer-scene.js';
import { createPart } from '../support/phone-part.js';

const texts = [
  'destination',
  'number',
  'placement',
  'callerName',
  'callerNumber',
  'ringtone',
  'login',
] as const;
const choices = ['history', 'theme', 'prewarm', 'trickleIce', 'placement', 'rememberDevices'] as const;

/** What frameworks give where nothing is meant. */
const NOTHING = [null, undefined] as const;

describe('what frameworks set instead of texts', () => {
  for (const nothing of NOTHING) {
    it(`is no text of a phone: ${String(nothing)}`, async () => {
      const { dialer, field, visitor, updated } = await createReadyDialer({ destination: 'bob' });

      for (const name of texts) Object.assign(dialer, { [name]: nothing });
      await updated();

      expect(texts.map((name) => dialer[name])).to.deep.equal(texts.map(() => ''));
      expect(field.value).to.equal('');
      await visitor.ready('Call');
    });

    it(`is not reported as a mistake: ${String(nothing)}`, async () => {
      const { dialer, updated } = await createReadyDialer();

      const lines = await consoleLines(async () => {
        for (const name of choices) Object.assign(dialer, { [name]: nothing });
        await updated();
        await dialer.dial('bob');
      });

      expect(lines).to.deep.equal([]);
    });

    it(`is no destination of a call button: ${String(nothing)}`, async () => {
      const { part, session, updated } = await createPart('telnyx-call-button', {});

      Object.assign(part, { destination: nothing });
      part.click();
      await updated();

      expect(session.lastCall.options.destination).to.equal('');
    });
  }

  it('may be a number', async () => {
    const { dialer, session, field, updated } = await createReadyDialer();

    Object.assign(dialer, { destination: 15550100100, callerNumber: 15550001111 });
    await updated();
    const shown = field.value;
    await dialer.dial();
    await dialer.dial(42);

    expect(shown).to.equal('15550100100');
    expect(session.calls.map(({ options }) => [options.destination, options.callerNumber])).to.deep.equal([
      ['15550100100', '15550001111'],
      ['42', '15550001111'],
    ]);
  });

  it('may be a number on a call button', async () => {
    const { part, session, updated } = await createPart('telnyx-call-button', {});

    Object.assign(part, { destination: 42 });
    part.click();
    await updated();

    expect(session.lastCall.options.destination).to.equal('42');
  });
});
