import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { createDialer, createReadyDialer } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';

describe('<telnyx-dialer> in a corner or a narrow box', () => {
  it('floats with a placement: opens, closes, and opens by itself when somebody calls', async () => {
    const { dialer, session, visitor, updated } = await createReadyDialer({ placement: 'bottom-right' });
    expect(visitor.find('Call')).to.equal(null);

    await visitor.click('Phone');
    await visitor.ready('Call');
    await visitor.click('Close');
    const isOpen = dialer.open;
    session.ring();
    await updated();

    expect(isOpen).to.equal(false);
    await visitor.ready('Answer');
  });

  it('takes the focus when it is opened, and gives it back to its launcher', async () => {
    const { dialer, visitor, root, updated } = await createReadyDialer({ placement: 'bottom-right' });
    const launcher = await visitor.ready('Phone');
    launcher.focus();

    launcher.click();
    await visitor.ready('Call');
    const focused = root.activeElement?.part.value;
    await sendKeys({ press: '5' });
    await sendKeys({ press: 'Escape' });
    await updated();

    expect([focused, dialer.number]).to.deep.equal(['panel', '5']);
    expect(root.activeElement === launcher).to.equal(true);
  });

  it('leaves the focus where it is when somebody calls', async () => {
    const { session, visitor, container } = await createReadyDialer({ placement: 'bottom-right' });
    const field = document.createElement('input');
    container.append(field);
    field.focus();

    session.ring();
    await visitor.ready('Answer');

    expect(document.activeElement === field).to.equal(true);
  });

  it('shows the call in its launcher while it is closed, with mute and end', async () => {
    const { session, dialer, visitor, root, updated } = await createReadyDialer({
      placement: 'bottom-right',
    });
    session.answersCalls = false;
    dialer.dial('bob').catch(() => undefined);
    await visitor.reads('Calling…');

    session.lastCall.accept(65_000);
    await visitor.reads('1:05');
    await visitor.click('Mute');
    await updated();
    const { isMuted } = session.lastCall.snapshot;
    const end = await visitor.ready('End call');
    end.focus();
    end.click();
    await updated();

    expect([isMuted, session.lastCall.state]).to.deep.equal([true, 'ended']);
    expect(visitor.find('End call') === null).to.equal(true);
    expect(root.activeElement === visitor.find('Phone')).to.equal(true);
  });

  it('has a launcher no wider than the window leaves it between its distances', async () => {
    const { dialer, visitor, root } = await createReadyDialer({ placement: 'bottom-right' });
    dialer.style.setProperty('--telnyx-offset', '100px');
    await visitor.ready('Phone');

    const dock = root.querySelector('[part="dock"]')!;

    expect(getComputedStyle(dock).maxInlineSize).to.equal(`${String(innerWidth - 200)}px`);
  });

  it('takes an icon of the page into its launcher', async () => {
    const { dialer, visitor } = await createReadyDialer({ placement: 'bottom-right' });
    const icon = document.createElement('b');
    icon.slot = 'icon';
    icon.textContent = 'R';

    dialer.append(icon);

    await visitor.reads('R');
  });

  for (const lang of ['en', 'de', 'fr', 'it', 'nl', 'pl', 'pt-BR', 'fi', 'el', 'uk']) {
    it(`fits into 240 px while it is offline, in ${lang}`, async () => {
      const { dialer, container, root, visitor, updated } = await createDialer({
        prewarm: 'off',
        history: 'session',
        lang,
        placement: 'bottom-right',
        open: '',
      });
      container.style.setProperty('--telnyx-dialer-width', '240px');
      await eventually('it is drawn in its language', () =>
        dialer.shadowRoot?.querySelector('.header .text'),
      );
      await eventually('it has its words', () => (lang === 'en') === visitor.text.includes('Go online'));
      await updated();

      const header = root.querySelector('.header')!;
      expect(header.getBoundingClientRect().width).to.equal(240);
      for (const part of [header, ...header.querySelectorAll('.state, .text')]) {
        expect(part.scrollWidth, part.className).to.be.at.most(part.clientWidth);
      }
    });
  }

  it('fits into 240 px', async () => {
    const { dialer, container, root, updated } = await createReadyDialer();
    container.style.width = '240px';
    await dialer.dial('+15550100100');
    await updated();

    const panel = root.querySelector('[part=panel]')!;
    expect(panel.getBoundingClientRect().width).to.equal(240);
    expect(panel.scrollWidth).to.be.at.most(240);
  });

  it('shows a whole number and round keys at 240 px', async () => {
    const { container, root, field, type } = await createReadyDialer();
    container.style.width = '240px';

    await type('+15550100200');

    const key = root.querySelector('telnyx-keypad')!.shadowRoot!.querySelector('button')!;
    const { width, height } = key.getBoundingClientRect();
    expect(field.scrollWidth).to.be.at.most(field.clientWidth);
    expect(height).to.be.closeTo(width, 0.5);
    expect(width).to.be.within(44, 64);
  });

  describe('on a phone that is held sideways', () => {
    const { innerWidth: width, innerHeight: height } = window;
    const create = () => createReadyDialer({ placement: 'bottom-right', open: '' });
    after(() => setViewport({ width, height }));

    for (const size of [
      { width: 844, height: 390 },
      { width: 667, height: 375 },
    ]) {
      describe(`of ${String(size.width)} x ${String(size.height)}`, () => {
        before(() => setViewport(size));

        it('has all that can be done with a call in sight', async () => {
          const { dialer, root, updated } = await create();

          await dialer.dial('+15550100100');
          await updated();

          const call = root.querySelector('[part=call]')!;
          expect(call.querySelectorAll('.controls > div')).to.have.lengthOf(5);
          expect(call.scrollHeight).to.be.at.most(call.clientHeight);
        });

        it('has its keys beside the number and the call button', async () => {
          const { root, type, updated } = await create();

          await type('call me');
          root.querySelector('form')!.requestSubmit();
          await updated();

          const form = root.querySelector('form')!;
          const keys = keysIn(form);
          expect(form.scrollHeight).to.be.at.most(form.clientHeight);
          expect(keys.size).to.be.at.least(44);
          for (const part of ['number-input', 'problem', 'call-button'])
            expect(form.querySelector(`[part=${part}]`)!.getBoundingClientRect().right, part).to.be.below(
              keys.left,
            );
        });

        it('has the keys of a call beside who it is with', async () => {
          const { dialer, root, visitor, updated } = await create();

          await dialer.dial('+15550100100');
          await visitor.click('Keypad');
          await updated();

          const call = root.querySelector('[part=call]')!;
          const keys = keysIn(call);
          expect(call.scrollHeight).to.be.at.most(call.clientHeight);
          expect(keys.size).to.be.at.least(44);
          for (const part of ['.party', '.end-row'])
            expect(call.querySelector(part)!.getBoundingClientRect().right, part).to.be.below(keys.left);
        });
      });
    }
  });
});

/** Where the keys begin, and how large one is. */
function keysIn(element: Element) {
  const keypad = element.querySelector('telnyx-keypad')!;
  const { width, height } = keypad.shadowRoot!.querySelector('button')!.getBoundingClientRect();
  return { left: keypad.getBoundingClientRect().left, size: Math.min(width, height) };
}
