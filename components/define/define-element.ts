/** Said once for each page, by whichever copy of this package finds itself second. */
const page = globalThis as { telnyxElementsWarned?: boolean };

/**
 * Registers an element unless its name is taken. A page may carry the script twice, or the official
 * widget beside ours: the first stays, the console says so once, and nothing throws. Without a DOM
 * (on a server) it does nothing.
 */
export function defineElement(name: string, element: CustomElementConstructor): void {
  const registry = globalThis.customElements as CustomElementRegistry | undefined;
  const existing = registry?.get(name);
  if (!existing) {
    registry?.define(name, element);
  } else if (existing !== element && !page.telnyxElementsWarned) {
    page.telnyxElementsWarned = true;
    console.warn(`telnyx-elements: <${name}> was already defined.`);
  }
}
