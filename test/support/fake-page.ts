/** The events of a page of a browser that has `navigate` alone to tell where its tab goes; the test is the browser. */
export class FakeNavigatingPage extends EventTarget {
  readonly navigation = new EventTarget();
  readonly location = { origin: 'https://shop.example' };
  visibilityState = 'visible';

  fire(type: string, more: object = {}): void {
    this.dispatchEvent(Object.assign(new Event(type), more));
  }

  /** A link is followed, or the page is loaded again. */
  navigate(url: string, { navigationType = 'push', sameDocument = false } = {}): void {
    const destination = { url, sameDocument };
    this.navigation.dispatchEvent(Object.assign(new Event('navigate'), { destination, navigationType }));
  }

  leave(): void {
    this.fire('pagehide', { persisted: false });
  }
}

/** The same where the browser tells of whatever comes next. */
export class FakePage extends FakeNavigatingPage {
  readonly onpageswap = null;
}

/** As a browser that cannot tell where its tab goes. */
export class FakeOldPage extends EventTarget {
  leave(): void {
    this.dispatchEvent(new Event('pagehide'));
  }
}

/** A storage of its own for each test. */
export class FakeStorage {
  readonly entries = new Map<string, string>();

  /** As the next page of the tab finds it. */
  copy(): FakeStorage {
    const copy = new FakeStorage();
    for (const [key, value] of this.entries) copy.setItem(key, value);
    return copy;
  }

  getItem(key: string): string | null {
    return this.entries.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.entries.set(key, value);
  }

  removeItem(key: string): void {
    this.entries.delete(key);
  }
}
