import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createPart } from '../support/phone-part.js';

async function createKeypad(attributes = {}) {
  const scene = await createPart('telnyx-keypad', { attributes });
  const told: string[] = [];
  scene.part.addEventListener('telnyx-key', ({ detail }) => told.push(detail.key));
  const key = (name: string) => scene.root().querySelector<HTMLButtonElement>(`[data-key="${name}"]`)!;
  const sent = () => scene.find('digits')?.textContent ?? null;
  return { ...scene, told, key, sent };
}

describe('<telnyx-keypad>', () => {
  it('is accessible in and outside a call', async () => {
    const { part, session, updated } = await createKeypad();
    await expect(part).to.be.accessible();

    session.call();
    await updated();

    await expect(part).to.be.accessible();
  });

  it('tells keys outside a call', async () => {
    const { key, told, session } = await createKeypad();

    for (const name of ['1', '*', '#']) key(name).click();

    expect(told).to.deep.equal(['1', '*', '#']);
    expect(session.keyTones).to.deep.equal([]);
  });

  it('sends keys during a call, shows them and lets them be heard', async () => {
    const { key, told, session, updated, sent } = await createKeypad();
    session.call();
    await updated();

    key('4').click();
    key('2').click();
    await updated();

    expect(session.lastCall.digits).to.deep.equal(['4', '2']);
    expect(session.keyTones).to.deep.equal(['4', '2']);
    expect(sent()).to.equal('42');
    expect(told).to.deep.equal([]);
  });

  it('takes a key back that could not be sent, and says so', async () => {
    const { key, session, updated, sent } = await createKeypad();
    session.call();
    session.lastCall.sendDigits = () => Promise.reject(new Error('gone'));
    await updated();

    key('4').click();
    await updated();
    await updated();

    expect(sent()).to.equal('The keys could not be sent.');
  });

  it('forgets the keys of the call before', async () => {
    const { key, session, updated, sent } = await createKeypad();
    session.call();
    await updated();
    key('4').click();
    await session.lastCall.hangup();

    session.call();
    await updated();

    expect(sent()).to.equal('');
  });

  it('gives a plus when 0 is held, and no 0 besides', async () => {
    const { key, part, told } = await createKeypad();

    const plus = oneEvent(part, 'telnyx-key');
    key('0').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await plus;
    key('0').dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    key('0').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    key('0').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 0 }));

    expect(told).to.deep.equal(['+', '0']);
  });

  it('types with the keyboard while it has the focus, and moves with the arrows', async () => {
    const { part, told, root } = await createKeypad();
    part.focus();

    await sendKeys({ press: '7' });
    await sendKeys({ press: 'ArrowRight' });
    await part.updateComplete;
    const [focused] = [root().activeElement as HTMLElement];
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });

    expect(focused.dataset.key).to.equal('2');
    expect(told).to.deep.equal(['7', '5']);
  });

  it('takes no shortcut for a key, but the # that is on the Alt key', async () => {
    const { part, told, root } = await createKeypad();
    part.focus();

    for (const key of ['3', '#']) {
      root().activeElement!.dispatchEvent(
        new KeyboardEvent('keydown', { key, altKey: true, bubbles: true, composed: true }),
      );
    }

    expect(told).to.deep.equal(['#']);
  });

  it('is one stop for the Tab key', async () => {
    const { root } = await createKeypad();

    const stops = [...root().querySelectorAll('button')].filter(({ tabIndex }) => tabIndex === 0);

    expect(stops).to.have.lengthOf(1);
  });

  it('with mode="dial" tells keys during a call, too', async () => {
    const { key, told, session, updated } = await createKeypad({ mode: 'dial' });
    session.call();
    await updated();

    key('9').click();

    expect(told).to.deep.equal(['9']);
    expect(session.lastCall.digits).to.deep.equal([]);
  });

  it('with mode="dtmf" is disabled, with the reason, outside a call', async () => {
    const { key, part } = await createKeypad({ mode: 'dtmf' });

    expect(key('1').disabled).to.equal(true);
    expect(key('1').title).to.equal('There is no call.');
    expect(part.press('1')).to.equal(false);
  });

  it('sends a key that is held down on the keyboard once, and dials it again and again', async () => {
    const { key, part, session, updated, told } = await createKeypad();
    const press = (on: Element, name: string, repeat: boolean) =>
      on.dispatchEvent(
        new KeyboardEvent('keydown', { key: name, repeat, bubbles: true, composed: true, cancelable: true }),
      );
    for (const repeat of [false, true, true]) press(part, '0', repeat);
    session.call();
    await updated();

    for (const repeat of [false, true, true]) press(part, '5', repeat);
    const isClicked = [false, true].map((repeat) => press(key('5'), 'Enter', repeat));

    expect(told).to.deep.equal(['0', '0', '0']);
    expect(session.lastCall.digits).to.deep.equal(['5']);
    expect(isClicked).to.deep.equal([true, false]);
  });
});
