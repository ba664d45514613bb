/** What is told outside the element while somebody calls and nobody looks at the page. */
export interface PresenceWords {
  readonly title: string;
  readonly body: string;
}

/**
 * Marks the title of the page and, where the site may already send them, shows a notification while a call comes
 * in and the tab is hidden. Asks for nothing, and leaves the title as it was.
 */
export class PagePresence {
  #title: string | null = null;
  #shown = '';
  #notification: Notification | null = null;

  /** Tells of the call, or with `null` that nobody calls any more. */
  update(words: PresenceWords | null): void {
    if (!words) {
      this.#restore();
      return;
    }
    const title = `(${words.title}) ${this.#title ?? document.title}`;
    this.#title ??= document.title;
    if (document.title !== title) document.title = title;
    this.#shown = title;
    if (document.hidden && !this.#notification) this.#notify(words);
  }

  #restore() {
    // A page that has changed its title meanwhile keeps its own.
    if (this.#title !== null && document.title === this.#shown) document.title = this.#title;
    this.#title = null;
    this.#notification?.close();
    this.#notification = null;
  }

  #notify({ title, body }: PresenceWords) {
    if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
    try {
      const notification = new Notification(title, { body, tag: 'telnyx-incoming-call' });
      notification.addEventListener('click', () => {
        globalThis.focus();
        notification.close();
      });
      this.#notification = notification;
    } catch {
      // Chrome on Android allows notifications to service workers alone; the title still tells.
    }
  }
}
