import { expect } from '@open-wc/testing';
import { createPhone } from '../support/dialer-page.js';
import { command, type GatewayReport, reportWhen } from '../support/gateway.js';

const ECHO = '+15550100100';
/** Longer than any test: each brings the connection back itself. */
const AWAY_MS = 60_000;

/** A phone whose connection can be cut, and what a person does with it meanwhile. */
async function createScene() {
  const phone = await createPhone('alice');
  const { dialer, tag, visitor } = phone;
  const cut = async () => {
    await command(tag, { type: 'drop', forMs: AWAY_MS });
    await visitor.reads('Reconnecting…');
  };
  const restore = async () => {
    await command(tag, { type: 'restore' });
    dialer.session?.reconnectNow();
  };
  const type = (number: string) => {
    const field = dialer.shadowRoot!.querySelector('input')!;
    field.value = number;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  /** What can be said of the control of this name: whether it can be used, and what it says of itself. */
  const look = (name: string) => {
    const control = visitor.find(name) as HTMLButtonElement | null;
    return [control?.disabled, control?.title];
  };
  const states = (...wanted: readonly string[]) =>
    reportWhen(tag, ({ calls }: GatewayReport) =>
      wanted.every((state, index) => calls[index]?.state === state),
    );
  return { ...phone, cut, restore, type, look, states };
}

describe('<telnyx-dialer> while its connection is away', () => {
  it('sends no keys and holds nothing, says why, and does so when it is back', async () => {
    const { dialer, visitor, tag, cut, restore, look } = await createScene();
    await dialer.dial(ECHO);
    await visitor.click('Keypad');
    await cut();

    const key = look('5 JKL');
    await visitor.click('Hide keypad');
    const hold = look('Hold');
    await restore();
    await visitor.reads('In call');
    await visitor.click('Keypad');
    await visitor.click('5 JKL');
    await reportWhen(tag, ({ calls }) => calls[0]?.digits === '5');

    const reason = [true, 'Not while the call reconnects.'];
    expect([key, hold]).to.deep.equal([reason, reason]);
  });

  it('ends a call at once, and at the far end when it is back', async () => {
    const { dialer, visitor, cut, restore, states } = await createScene();
    await dialer.dial(ECHO);
    await cut();

    await visitor.click('End call');
    await visitor.reads('Call ended');
    const { status } = dialer;
    await restore();
    const { calls } = await states('ended');

    expect(status).to.equal('reconnecting');
    expect(calls[0]?.byes[0]).to.include({ from: 'client' });
  });

  it('calls once it is back, however often the button is pressed meanwhile', async () => {
    const { dialer, visitor, type, cut, restore, states } = await createScene();
    await cut();

    type(ECHO);
    await visitor.click('Call');
    const button = visitor.find('Call')!;
    button.click();
    button.click();
    await visitor.reads('Connecting…');
    const { ariaDisabled } = button;
    await restore();
    await visitor.reads('In call');
    const { calls } = await states('active');

    expect([ariaDisabled, dialer.number]).to.deep.equal(['true', '']);
    expect(calls).to.have.lengthOf(1);
  });

  it('adds a call once it is back, and parks the one before', async () => {
    const { dialer, visitor, type, cut, restore, states } = await createScene();
    await dialer.dial(ECHO);
    await cut();

    await visitor.click('Add call');
    type('+15550100101');
    await visitor.click('Call');
    await visitor.reads('Connecting…');
    await restore();
    const { calls } = await states('held', 'active');

    expect(calls).to.have.lengthOf(2);
    await visitor.ready(`End call with ${ECHO}`);
  });
});
