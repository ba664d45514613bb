import { expect } from '@open-wc/testing';
import type { TelnyxDeviceSelect } from '../../components/index.js';
import { leaving } from '../../components/session/leaving.js';
import { consoleLines } from '../support/console-lines.js';
import { createReadyDialer } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';
import { settled } from '../support/settled.js';

const KEY = 'telnyx-elements:device:microphone';
const desk = { kind: 'audioinput', deviceId: 'desk', groupId: '', label: 'Desk' } as MediaDeviceInfo;

/** A registered phone beside a microphone, its page of devices open, and the microphones it came to use. */
async function createWithDesk(attributes: Readonly<Record<string, string>> = {}) {
  const scene = await createReadyDialer({ prewarm: 'off', ...attributes });
  const { session, visitor, root, updated } = scene;
  const used: (string | null)[] = [];
  session.setMicrophone = (microphoneId) => {
    used.push(microphoneId);
    session.patch({ devices: { ...session.snapshot.devices, microphoneId } });
    return Promise.resolve();
  };
  session.patch({ devices: { ...session.snapshot.devices, microphones: [desk] } });
  await visitor.click('Audio');
  await visitor.ready('Play test tone');
  await updated();
  await settled();
  const [microphone] = root.querySelectorAll<TelnyxDeviceSelect>('telnyx-device-select');
  const choose = async (id: string) => {
    const list = microphone!.shadowRoot!.querySelector('select')!;
    list.value = id;
    list.dispatchEvent(new Event('change'));
    await updated();
  };
  return { ...scene, used, choose };
}

describe('the devices of <telnyx-dialer>', () => {
  afterEach(() => localStorage.clear());

  it('are kept for the next visit', async () => {
    const first = await createWithDesk();
    await first.choose('desk');
    first.container.remove();
    // Another visit, and no other page of this one.
    leaving.clear();

    const next = await createWithDesk();
    await eventually('it is used again', () => next.used.length > 0);

    expect([first.used, next.used]).to.deep.equal([['desk'], ['desk']]);
  });

  it('are not kept with remember-devices="false", nor are those used that were kept before', async () => {
    const { choose, used } = await createWithDesk({ 'remember-devices': 'false' });
    await choose('desk');
    const kept = localStorage.getItem(KEY);
    localStorage.setItem(KEY, 'desk');

    const next = await createWithDesk({ 'remember-devices': 'false' });

    expect([used, kept, next.used]).to.deep.equal([['desk'], null, []]);
  });

  it('are kept again as soon as the attribute is bare', async () => {
    const { dialer, choose, updated } = await createWithDesk({ 'remember-devices': 'false' });
    dialer.setAttribute('remember-devices', '');
    await updated();

    await choose('desk');

    expect(localStorage.getItem(KEY)).to.equal('desk');
  });

  it('are not kept where the page chooses them', async () => {
    const { dialer, used } = await createWithDesk();

    await dialer.setMicrophone('desk');
    await dialer.setSpeaker('ceiling');

    expect([used, localStorage.length]).to.deep.equal([['desk'], 0]);
  });

  it('say when the attribute cannot be understood', async () => {
    const lines = await consoleLines(async (heard) => {
      await createReadyDialer({ 'remember-devices': 'never' });
      await eventually('the developer is told', () => heard.length > 0);
    });

    expect(lines.join()).to.include('remember-devices');
  });
});
