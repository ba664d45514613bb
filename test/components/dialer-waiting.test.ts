import { expect } from '@open-wc/testing';
import { TelnyxCallButton } from '../../components/call-button/call-button.js';
import { defineElement } from '../../components/define/define-element.js';
import { createReadyDialer } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { settled } from '../support/settled.js';

defineElement('telnyx-call-button', TelnyxCallButton);

const FIRST = '+15550100100';
const OTHER = '+15550100999';

/** A phone whose connection is away until the test brings it back. */
async function createAway(attributes: Readonly<Record<string, string>> = {}) {
  const scene = await createReadyDialer(attributes);
  const { session, dialer, root, updated } = scene;
  const failures: number[] = [];
  dialer.addEventListener('telnyx-error', ({ detail }) => failures.push(detail.code));
  let isBack: () => void = () => undefined;
  const away = () => {
    const back = new Promise<void>((resolve) => {
      isBack = resolve;
    });
    session.connect = () => back;
    session.patch({ status: 'reconnecting' });
    return updated();
  };
  const back = async () => {
    session.patch({ status: 'ready' });
    isBack();
    await settled();
    await updated();
  };
  const callButton = root.querySelector<HTMLButtonElement>('[part=call-button]')!;
  const press = async () => {
    callButton.click();
    await settled();
    await updated();
  };
  const called = () => session.calls.map(({ options }) => options.destination);
  await away();
  return { ...scene, failures, away, back, callButton, press, called };
}

describe('a call that waits for the connection', () => {
  it('is one, however often the button is pressed', async () => {
    const { type, press, back, called, dialer } = await createAway();
    await type(FIRST);

    await press();
    await press();
    await press();
    await back();

    expect(called()).to.deep.equal([FIRST]);
    expect(dialer.number).to.equal('');
  });

  it('is said in words, beside a button that does nothing more', async () => {
    const { visitor, type, press, back, callButton, root } = await createAway();
    await type(FIRST);
    await press();

    await visitor.reads('Connecting…');
    expect(root.querySelector('[role=status]')?.textContent.trim()).to.equal('Connecting…');
    expect(callButton.ariaDisabled).to.equal('true');
    await expect(root.host).to.be.accessible();

    await back();
    expect(visitor.text).to.not.include('Connecting…');
    expect(callButton.ariaDisabled).to.equal('false');
  });

  it('is taken back quietly by "Cancel", and can be made again', async () => {
    const { visitor, dialer, type, press, back, called, failures } = await createAway();
    await type(FIRST);
    await press();
    const dialed = failureOf(dialer.dial(FIRST));

    await visitor.click('Cancel');
    expect(await dialed).to.include({ code: 60008, name: 'ABORTED' });
    await eventually('nothing waits', () => !visitor.find('Cancel'));
    await back();
    expect([called(), dialer.number, dialer.error, failures]).to.deep.equal([[], FIRST, null, []]);

    await press();
    expect(called()).to.deep.equal([FIRST]);
  });

  for (const [how, edit] of [
    ['typing', ({ type }) => type(OTHER)],
    ['the key that deletes', ({ visitor }) => visitor.click('Delete last digit')],
    ['a key of the keypad', ({ visitor }) => visitor.click('5 JKL')],
    [
      'pasting',
      ({ field, updated }) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text', OTHER);
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
        return updated();
      },
    ],
  ] as const satisfies [string, (scene: Awaited<ReturnType<typeof createAway>>) => Promise<unknown>][]) {
    it(`is not wanted any more after ${how}`, async () => {
      const scene = await createAway();
      const { type, press, back, called, dialer } = scene;
      await type(FIRST);
      await press();

      await edit(scene);
      const left = dialer.number;
      await back();

      expect(called()).to.deep.equal([]);
      expect(left).to.not.equal(FIRST);
      expect(dialer.number).to.equal(left);
    });
  }

  it('makes room for another number', async () => {
    const { type, press, back, called, dialer, failures } = await createAway();
    await type(FIRST);
    await press();

    await type(OTHER);
    await press();
    await back();

    expect([called(), dialer.number, failures]).to.deep.equal([[OTHER], '', []]);
  });

  it('is the newest that the page asks for; the same again is that call', async () => {
    const { dialer, back, called } = await createAway();

    const first = failureOf(dialer.dial(FIRST));
    const [second, again] = [dialer.dial(OTHER), dialer.dial(OTHER)];
    expect(await first).to.include({ code: 60008 });
    await back();

    expect(called()).to.deep.equal([OTHER]);
    expect(await second).to.equal(await again);
  });

  it('leaves in the field what was put there meanwhile', async () => {
    const { dialer, updated, back, called } = await createAway();
    const dialed = dialer.dial(FIRST);
    await updated();

    dialer.number = OTHER;
    await back();
    await dialed;

    expect([called(), dialer.number]).to.deep.equal([[FIRST], OTHER]);
  });

  for (const commands of [
    ['--call', '--call'],
    ['--start', '--call'],
  ]) {
    it(`is one for ${commands.join(' and ')}`, async () => {
      const { dialer, updated, back, called } = await createAway({ destination: FIRST });

      for (const command of commands) dialer.dispatchEvent(Object.assign(new Event('command'), { command }));
      await updated();
      await back();

      expect(called()).to.deep.equal([FIRST]);
    });
  }

  it('is one for a call button of the page as well', async () => {
    const { dialer, updated, back, called } = await createAway();
    const button = new TelnyxCallButton();
    button.slot = 'footer';
    button.destination = FIRST;
    dialer.append(button);
    await button.updateComplete;
    const dialed = dialer.dial(FIRST);

    button.click();
    await updated();
    await back();
    await dialed;

    expect(called()).to.deep.equal([FIRST]);
  });

  it('is replaced by a redial, and by a call back from the list, which is left', async () => {
    const scene = await createReadyAfterCalls();
    const { dialer, visitor, type, press, back, called, root } = scene;
    await type(OTHER);
    await press();

    await visitor.click('Recent calls');
    const entry = await eventually('the calls are listed', () =>
      root.querySelector<HTMLButtonElement>('.history button'),
    );
    entry.click();
    await visitor.ready('Call');
    expect(dialer.number).to.equal(FIRST);
    await back();

    expect(called()).to.deep.equal([FIRST, FIRST]);
  });
});

/** A phone that has called before its connection went away. */
async function createReadyAfterCalls() {
  const scene = await createAway({ history: 'session' });
  const { dialer, back, away, session } = scene;
  const dialed = dialer.dial(FIRST);
  await back();
  await dialed;
  await session.lastCall.hangup();
  session.patch({ calls: [] });
  await away();
  return scene;
}
