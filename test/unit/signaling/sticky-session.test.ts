import { expect } from '@open-wc/testing';

import { type KeyValueStorage, StickySession } from '../../../src/signaling/sticky-session.js';
import { FakeClock } from '../../support/fake-clock.js';

class FakeStorage implements KeyValueStorage {
  readonly entries = new Map<string, string>();
  writeCount = 0;
  isBroken = false;

  getItem(key: string): string | null {
    this.#mayFail();
    return this.entries.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#mayFail();
    this.writeCount += 1;
    this.entries.set(key, value);
  }

  removeItem(key: string): void {
    this.#mayFail();
    this.entries.delete(key);
  }

  #mayFail(): void {
    if (this.isBroken) throw new DOMException('Storage is switched off.', 'SecurityError');
  }
}

const opened: StickySession[] = [];

function createSession({ storage = new FakeStorage(), clock = new FakeClock(), key = 'own' } = {}) {
  const sticky = new StickySession(() => storage, key, clock);
  sticky.open();
  opened.push(sticky);
  return { storage, clock, sticky };
}

describe('StickySession', () => {
  // As when the page goes.
  afterEach(() => {
    for (const sticky of opened.splice(0)) sticky.close();
  });

  it('knows nothing at first', () => {
    const { sticky } = createSession();

    expect(sticky.voiceSdkId).to.equal(null);
    expect(sticky.recoverableSessid).to.equal(null);
  });

  it('remembers without a storage', () => {
    const sticky = new StickySession(() => null, 'own', new FakeClock());

    sticky.rememberNode('node-1');
    sticky.rememberSession('session-1');

    expect(sticky.voiceSdkId).to.equal('node-1');
    expect(sticky.recoverableSessid).to.equal('session-1');
  });

  it('remembers across a reload', () => {
    const { sticky, storage, clock } = createSession();

    sticky.rememberNode('node-1');
    sticky.rememberSession('session-1');
    // A page that goes takes its names along.
    sticky.keep();
    sticky.close();
    const reloaded = createSession({ storage, clock }).sticky;

    expect(reloaded.voiceSdkId).to.equal('node-1');
    expect(reloaded.recoverableSessid).to.equal('session-1');
  });

  it('asks for a session of at most 90 s ago, and of any age for the node', async () => {
    const { sticky, clock } = createSession();

    sticky.rememberNode('node-1');
    sticky.rememberSession('session-1');
    await clock.advance(90_000);
    expect(sticky.recoverableSessid).to.equal('session-1');
    await clock.advance(1);

    expect(sticky.recoverableSessid).to.equal(null);
    expect(sticky.voiceSdkId).to.equal('node-1');
  });

  it('counts the age from the last touch', async () => {
    const { sticky, clock } = createSession();

    sticky.rememberNode('node-1');
    sticky.rememberSession('session-1');
    await clock.advance(80_000);
    sticky.touch();
    await clock.advance(80_000);

    expect(sticky.recoverableSessid).to.equal('session-1');
  });

  it('asks for no session where the node is unknown', () => {
    const { sticky } = createSession();

    sticky.rememberSession('session-1');

    expect(sticky.recoverableSessid).to.equal(null);
  });

  it('writes nothing while the page is there', () => {
    const { sticky, storage } = createSession();

    sticky.rememberSession('session-1');
    sticky.rememberNode('node-1');
    sticky.touch();

    expect(storage.writeCount).to.equal(0);
  });

  it('is found by one page only, and by none when the page comes back', () => {
    const { sticky, storage } = createSession();
    sticky.rememberNode('node-1');
    sticky.rememberSession('session-1');
    sticky.keep();
    sticky.close();

    const next = createSession({ storage }).sticky;
    expect(storage.entries.size).to.equal(0);
    next.keep();
    expect(storage.entries.size).to.equal(1);
    next.withdraw();

    expect(storage.entries.size).to.equal(0);
    expect(next.recoverableSessid).to.equal('session-1');
  });

  it('writes nothing before a login', () => {
    const { sticky, storage } = createSession();

    sticky.rememberNode('node-1');
    sticky.keep();

    expect(storage.writeCount).to.equal(0);
    expect(sticky.voiceSdkId).to.equal('node-1');
  });

  it('does not look for a storage before it is opened, and lives without one that cannot be had', () => {
    let looks = 0;
    const forbidden = () => {
      looks += 1;
      throw new DOMException('Storage is switched off.', 'SecurityError');
    };
    const sticky = new StickySession(forbidden, 'forbidden', new FakeClock());
    expect(looks).to.equal(0);

    sticky.open();
    sticky.rememberNode('node-1');
    sticky.rememberSession('session-1');

    expect(looks).to.equal(1);
    expect(sticky.recoverableSessid).to.equal('session-1');
    sticky.close();
  });

  it('B10: two sessions of one page never share a name, and a closed one gives its name back', () => {
    const { storage, sticky: first } = createSession({ key: 'shared' });
    const { sticky: second } = createSession({ storage, key: 'shared' });

    for (const [sticky, id] of [
      [first, '1'],
      [second, '2'],
    ] as const) {
      sticky.rememberNode(`node-${id}`);
      sticky.rememberSession(`session-${id}`);
      sticky.keep();
    }
    expect(first.key).to.not.equal(second.key);
    expect(storage.entries.size).to.equal(2);
    first.close();
    const reloaded = createSession({ storage, key: 'shared' }).sticky;

    expect(reloaded.key).to.equal('shared');
    expect(reloaded.voiceSdkId).to.equal('node-1');
    second.close();
    reloaded.close();
  });

  it('forgets both, in memory and in the storage', () => {
    const { sticky, storage } = createSession();

    sticky.rememberNode('node-1');
    sticky.rememberSession('session-1');
    sticky.keep();
    sticky.clear();

    expect(sticky.voiceSdkId).to.equal(null);
    expect(sticky.recoverableSessid).to.equal(null);
    expect(storage.entries.size).to.equal(0);
  });

  it('leads nobody back to the session of somebody else who logged in by a token', () => {
    const { sticky, storage } = createSession();
    sticky.belongTo('alice');
    sticky.rememberNode('node-1');
    sticky.rememberSession('session-1');
    sticky.keep();
    sticky.close();
    storage.setItem('own:calls', 'calls');

    for (const [owner, sessid, calls] of [
      ['alice', 'session-1', 'calls'],
      ['bob', null, null],
    ] as const) {
      const copy = new FakeStorage();
      for (const [key, value] of storage.entries) copy.setItem(key, value);
      const { sticky: next } = createSession({ storage: copy });
      next.belongTo(owner);

      expect(next.recoverableSessid).to.equal(sessid);
      expect(copy.getItem('own:calls')).to.equal(calls);
      next.close();
    }
  });

  it('keeps apart what belongs to another key', () => {
    const { storage, sticky } = createSession({ key: 'first' });

    sticky.rememberNode('node-1');
    sticky.rememberSession('session-1');
    sticky.keep();
    const other = createSession({ storage, key: 'second' }).sticky;

    expect(other.voiceSdkId).to.equal(null);
  });

  for (const text of [
    '',
    'not json',
    'null',
    '5',
    '"text"',
    '[]',
    '{"voiceSdkId":5,"sessid":{},"seenAt":"x"}',
  ]) {
    it(`reads ${JSON.stringify(text)} as nothing`, () => {
      const storage = new FakeStorage();
      storage.entries.set('own', text);

      const { sticky } = createSession({ storage });

      expect(sticky.voiceSdkId).to.equal(null);
      expect(sticky.recoverableSessid).to.equal(null);
    });
  }

  it('works in memory when the storage throws', () => {
    const storage = new FakeStorage();
    storage.isBroken = true;
    const { sticky } = createSession({ storage });

    sticky.rememberNode('node-1');
    sticky.rememberSession('session-1');
    sticky.keep();
    expect(sticky.recoverableSessid).to.equal('session-1');
    sticky.clear();

    expect(sticky.voiceSdkId).to.equal(null);
  });
});
