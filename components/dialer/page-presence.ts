/** What is told outside the element while somebody calls and nobody looks at the page. */
export interface PresenceWords {
  readonly title: string;
  readonly body: string;
}

/** By phone, in the order of their calls: a page has one title, however many phones stand in it. */
const told = new Map<PagePresence, PresenceWords>();
/** The page's own title. */
let base = '';
/** The title with our mark, as the browser gives it back; empty without one. */
let shown = '';
let notification: Notification | null = null;
/** What it says. */
let notified: PresenceWords | null = null;

/**
 * Marks the title of the page and, where the site may already send them, shows a notification while a call comes
 * in and the tab is hidden. Asks for nothing, and leaves the title as it was.
 */
export class PagePresence {
  /** Tells of the call, or with `null` that nobody calls any more. */
  update(words: PresenceWords | null): void {
    if (words) told.set(this, words);
    else if (!told.delete(this)) return;
    show();
  }
}

function show() {
  const [words] = told.values();
  // Where the page has changed its title meanwhile, it means that one.
  if (!shown || document.title !== shown) base = document.title;
  if (!words) {
    if (document.title === shown) document.title = base;
    shown = '';
    forget();
    document.removeEventListener('visibilitychange', show);
    return;
  }
  const title = `(${words.title}) ${base}`;
  if (title !== document.title) document.title = title;
  shown = document.title;
  // The tab may be left while it rings.
  document.addEventListener('visibilitychange', show);
  // Another one is calling now.
  if (words.title !== notified?.title || words.body !== notified.body) forget();
  if (!document.hidden || notification) return;
  notification = notify(words);
  notified = words;
}

function forget() {
  notification?.close();
  notification = null;
}

function notify({ title, body }: PresenceWords): Notification | null {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return null;
  try {
    const shownOne = new Notification(title, { body, tag: 'telnyx-incoming-call' });
    shownOne.addEventListener('click', () => {
      globalThis.focus();
      shownOne.close();
    });
    return shownOne;
  } catch {
    // Chrome on Android allows notifications to service workers alone; the title still tells.
    return null;
  }
}
