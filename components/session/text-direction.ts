/** Turns what an element has drawn around where its words are written the other way than the page. */
export class TextDirection {
  readonly #turned = new WeakSet<Element>();

  /** To be called after each drawing; without a direction, the page's applies. */
  apply(root: DocumentFragment | null, direction: 'ltr' | 'rtl' | undefined) {
    for (const child of root?.children ?? []) {
      // What has a direction of its own, such as a row of digits, keeps it; what is slotted is the page's.
      const isOurs = this.#turned.has(child) || (child.localName !== 'slot' && !child.hasAttribute('dir'));
      if (!isOurs) continue;
      if (direction) {
        this.#turned.add(child);
        child.setAttribute('dir', direction);
      } else child.removeAttribute('dir');
    }
  }
}
