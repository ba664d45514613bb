import { expect } from '@open-wc/testing';
import { restoreDevices } from '../../components/device-select/restore-devices.js';
import { idleSnapshot } from '../../components/session/idle-snapshot.js';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { createPart } from '../support/phone-part.js';
import { settled } from '../support/settled.js';

const device = (kind: MediaDeviceKind, deviceId: string, label: string) =>
  ({ kind, deviceId, label, groupId: '' }) as MediaDeviceInfo;
const microphones = [
  device('audioinput', 'default', 'Default'),
  device('audioinput', 'desk', 'Desk microphone'),
  device('audioinput', 'headset', ''),
];
const speakers = [device('audiooutput', 'ceiling', 'Ceiling'), device('audiooutput', 'headset', 'Headset')];

/** Notes what is chosen, as the session does. */
class DeviceSession extends FakeSession {
  readonly chosen: (string | null)[] = [];
  failure: Error | null = null;

  override setMicrophone = (id: string | null) => this.#choose(id, 'microphoneId');
  override setSpeaker = (id: string | null) => this.#choose(id, 'speakerId');
  override setRinger = (id: string | null) => void this.#choose(id, 'ringerId');

  #choose(id: string | null, name: 'microphoneId' | 'speakerId' | 'ringerId') {
    if (this.failure) return Promise.reject(this.failure);
    this.chosen.push(id);
    this.patch({ devices: { ...this.snapshot.devices, [name]: id } });
    return Promise.resolve();
  }
}

const devices = { ...idleSnapshot.devices, microphones, speakers, canChooseSpeaker: true };

async function createSelect(
  attributes: Readonly<Record<string, string>> = {},
  session = new DeviceSession(null, { devices }),
) {
  const plug = (present: readonly MediaDeviceInfo[]) =>
    session.patch({ devices: { ...session.snapshot.devices, microphones: present } });
  const scene = await createPart('telnyx-device-select', { session, attributes });
  const list = () => scene.root().querySelector('select')!;
  const choose = async (id: string) => {
    list().value = id;
    list().dispatchEvent(new Event('change'));
    await scene.updated();
  };
  return { ...scene, session, list, choose, plug };
}

const KEY = 'telnyx-elements:device:microphone';

describe('<telnyx-device-select>', () => {
  afterEach(() => localStorage.clear());

  it('sets how loud calls are heard, where the device lets pages do that', async () => {
    const { session, find, updated } = await createSelect({ kind: 'audiooutput' });
    const slider = find('volume') as HTMLInputElement;

    slider.value = '0.4';
    slider.dispatchEvent(new InputEvent('input'));
    await updated();

    expect(session.snapshot.devices.volume).to.equal(0.4);
    expect(slider.ariaValueText).to.equal('40%');
    expect(slider.labels?.[0]?.textContent).to.equal('Volume');
    expect(slider.getBoundingClientRect().height).to.be.at.least(44);
  });

  it('offers no volume where it is left to the keys of the device', async () => {
    const own = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'volume')!;
    Object.defineProperty(HTMLMediaElement.prototype, 'volume', {
      configurable: true,
      get: () => 1,
      set: () => undefined,
    });
    try {
      const { find } = await createSelect({ kind: 'audiooutput' });

      expect(find('volume')).to.equal(null);
    } finally {
      Object.defineProperty(HTMLMediaElement.prototype, 'volume', own);
    }
  });

  for (const kind of ['audioinput', 'audiooutput', 'ringer']) {
    it(`is accessible as ${kind}`, async () => {
      const { part } = await createSelect({ kind });

      await expect(part).to.be.accessible();
    });
  }

  it('offers what is plugged in, with a number for what has no name yet', async () => {
    const { list } = await createSelect();

    const names = [...list().options].map(({ textContent }) => textContent.trim());
    expect(names).to.deep.equal(['System default', 'Desk microphone', 'Microphone 2']);
  });

  for (const [what, found, isSaid] of [
    ['all names are missing', [device('audioinput', '', '')], true],
    ['some name is there', microphones, false],
  ] as const) {
    it(`${isSaid ? 'says' : 'does not say'} when the names come where ${what}`, async () => {
      const { plug, root, updated } = await createSelect();

      plug(found);
      await updated();

      expect(root().textContent.includes('once this page may use')).to.equal(isSaid);
    });
  }

  it('chooses, and follows what is plugged in and out', async () => {
    const { session, list, choose, updated } = await createSelect();

    await choose('desk');
    session.patch({ devices: { ...session.snapshot.devices, microphones: [] } });
    await updated();

    expect(session.chosen).to.deep.equal(['desk']);
    expect(list().options).to.have.lengthOf(1);
  });

  it('tells when a device cannot be used', async () => {
    const { session, choose, text } = await createSelect();
    session.failure = new Error('busy');

    await choose('desk');

    await eventually('it is told', () => text().includes('That device could not be used.'));
  });

  it('remembers the choice for this site', async () => {
    const first = await createSelect();
    await first.choose('desk');
    const kept = localStorage.getItem(KEY);

    const second = await createSelect();
    await eventually('it is chosen again', () => second.session.chosen.length === 1);
    await second.choose('');

    expect(kept).to.equal('desk');
    expect(second.session.chosen).to.deep.equal(['desk', null]);
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  for (const [kind, chosen, key] of [
    ['audiooutput', 'speakerId', 'telnyx-elements:device:speaker'],
    ['ringer', 'ringerId', 'telnyx-elements:device:ringer'],
  ] as const) {
    it(`chooses a speaker and remembers it as ${kind}`, async () => {
      const first = await createSelect({ kind });
      const names = [...first.list().options].map(({ textContent }) => textContent.trim());
      await first.choose('headset');
      const kept = localStorage.getItem(key);

      const second = await createSelect({ kind });
      await eventually('it is chosen again', () => second.session.snapshot.devices[chosen] === 'headset');
      await second.updated();
      const shown = second.list().value;
      await second.choose('');

      expect(names).to.deep.equal(['System default', 'Ceiling', 'Headset']);
      expect([kept, shown]).to.deep.equal(['headset', 'headset']);
      expect(first.session.snapshot.devices[chosen]).to.equal('headset');
      expect(second.session.snapshot.devices[chosen]).to.equal(null);
      expect(localStorage.length).to.equal(0);
    });
  }

  it('uses a remembered device as soon as it is plugged in, or the browser tells of it', async () => {
    localStorage.setItem(KEY, 'later');
    const { session, plug, updated } = await createSelect();
    await updated();
    const before = [...session.chosen];

    plug([...microphones, device('audioinput', 'later', 'Headset')]);
    plug([...microphones, device('audioinput', 'later', 'Headset')]);
    await updated();

    expect(before).to.deep.equal([]);
    expect(session.chosen).to.deep.equal(['later']);
  });

  for (const [what, id] of [
    ['another device', 'desk'],
    ["the system's default", ''],
  ] as const) {
    it(`waits no longer for a remembered device when ${what} was chosen`, async () => {
      localStorage.setItem(KEY, 'later');
      const { session, plug, choose } = await createSelect({ remember: 'false' });
      const { choose: chooseToo } = await createSelect({}, session);

      await (id ? choose : chooseToo)(id);
      plug([...microphones, device('audioinput', 'later', 'Headset')]);
      await settled();

      expect(session.chosen).to.deep.equal([id || null]);
    });
  }

  it('waits once, however many ask for the same', async () => {
    localStorage.setItem(KEY, 'later');
    const { session, plug } = await createSelect();
    await createSelect({}, session);
    await restoreDevices(session.asSession, { rememberDevices: '' });

    plug([device('audioinput', 'later', 'Headset')]);
    await settled();

    expect(session.chosen).to.deep.equal(['later']);
  });

  it('remembers nothing with remember="false", and does where the attribute is bare', async () => {
    const { choose, part } = await createSelect({ remember: 'false' });
    await choose('desk');
    const without = localStorage.length;

    part.setAttribute('remember', '');
    await choose('headset');

    expect(without).to.equal(0);
    expect(localStorage.getItem(KEY)).to.equal('headset');
  });

  it('tests the microphone: the meter moves, and stops again', async () => {
    const { click, find } = await createSelect();
    const level = () => Number(find('meter')?.getAttribute('aria-valuenow'));

    await click('test-button');
    // Chromium's fake microphone beeps.
    await eventually('the meter moves', () => level() > 0);
    await click('test-button');

    expect(level()).to.equal(0);
    expect(find('test-button')?.getAttribute('aria-pressed')).to.equal('false');
  });

  for (const [kind, speakerId, ringerId, expected] of [
    ['audiooutput', null, 'ceiling', []],
    ['audiooutput', 'headset', 'ceiling', ['headset']],
    ['ringer', 'headset', 'ceiling', ['ceiling']],
    ['ringer', 'headset', null, ['headset']],
  ] as const) {
    it(`plays a tone as ${kind} with speaker ${String(speakerId)} and ringer ${String(ringerId)}`, async () => {
      const session = new DeviceSession(null, { devices: { ...devices, speakerId, ringerId } });
      const { click, text } = await createSelect({ kind, remember: 'false' }, session);

      const sinks = await speakersOfTone(() => click('test-button'));

      expect(sinks).to.deep.equal(expected);
      expect(text()).to.not.include('could not');
    });
  }

  it('says that the tone could not be played', async () => {
    const gone = { ...devices, speakerId: 'gone' };
    const { click, text } = await createSelect(
      { kind: 'audiooutput', remember: 'false' },
      new DeviceSession(null, { devices: gone }),
    );

    // No such device is plugged in here.
    await click('test-button');

    await eventually('it is told', () => text().includes('The test could not be run.'));
  });

  it('shows the level of the call instead of a test during a call', async () => {
    const { session, updated, find } = await createSelect();
    session.call();
    await updated();

    session.levels.set({ input: 1, output: 0 });

    expect(find('test-button')).to.equal(null);
    expect(find('meter')?.getAttribute('aria-valuenow')).to.equal('100');
  });

  it('says so where the browser cannot choose a speaker', async () => {
    const descriptor = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'setSinkId')!;
    Reflect.deleteProperty(HTMLMediaElement.prototype, 'setSinkId');
    try {
      const { root, text, find } = await createSelect({ kind: 'audiooutput' });

      expect(root().querySelector('select')).to.equal(null);
      expect(text()).to.include('through the speaker chosen in the system settings');
      expect(find('test-button')).to.not.equal(null);
    } finally {
      Object.defineProperty(HTMLMediaElement.prototype, 'setSinkId', descriptor);
    }
  });
});

/** Resolves with the speakers of the tone that `work` sets off, when it is over; those of the tests are there. */
async function speakersOfTone(work: () => Promise<void>): Promise<readonly string[]> {
  const own = Object.getOwnPropertyDescriptors(HTMLMediaElement.prototype);
  const sinks: string[] = [];
  const tones: HTMLMediaElement[] = [];
  Object.assign(HTMLMediaElement.prototype, {
    setSinkId: (id: string) => {
      sinks.push(id);
      return Promise.resolve();
    },
    play(this: HTMLMediaElement) {
      if (this.srcObject instanceof MediaStream) tones.push(this);
      return own.play.value?.call(this);
    },
  });
  try {
    await work();
    await eventually('the tone is over', () => tones.length === 1 && tones[0]?.srcObject === null);
  } finally {
    const { setSinkId, play } = own;
    Object.defineProperties(HTMLMediaElement.prototype, { setSinkId, play });
  }
  return sinks;
}
