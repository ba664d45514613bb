/** A notification that nobody sees but the test. */
export class FakeNotification extends EventTarget {
  isOpen = true;
  readonly title: string;
  readonly body: string;

  constructor(title: string, { body = '' }: NotificationOptions = {}) {
    super();
    this.title = title;
    this.body = body;
  }

  close() {
    this.isOpen = false;
  }
}

/** Has the page stand in a hidden tab of a site with this permission while `work` runs. */
export async function inHiddenTab(
  permission: NotificationPermission,
  work: (shown: readonly FakeNotification[]) => Promise<void>,
): Promise<void> {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'Notification')!;
  const shown: FakeNotification[] = [];
  class SiteNotification extends FakeNotification {
    static readonly permission = permission;

    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      shown.push(this);
    }
  }
  Object.defineProperty(globalThis, 'Notification', { value: SiteNotification, configurable: true });
  Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  try {
    await work(shown);
  } finally {
    Object.defineProperty(globalThis, 'Notification', own);
    Reflect.deleteProperty(document, 'hidden');
  }
}
