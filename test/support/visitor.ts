import { eventually } from './eventually.js';

/** Sees and uses a page, shadow roots included, as a person does: by what is shown and by names of controls. */
export class Visitor {
  readonly #root: Element;

  constructor(root: Element) {
    this.#root = root;
  }

  /** The text that is to be seen, white space collapsed. */
  get text(): string {
    return collapse(visibleText(this.#root));
  }

  /** The messages of the transcript, from top to bottom. */
  get messages(): { readonly role: string; readonly text: string }[] {
    return visible(this.#root)
      .filter((element) => element.part.contains('message'))
      .map((element) => ({
        role: element.part.contains('message-user') ? 'user' : 'assistant',
        text: collapse(element.textContent),
      }));
  }

  /** The visible button or field with this accessible name, if any. */
  find(name: string): HTMLElement | null {
    return (
      visible(this.#root).find(
        (element) => element.matches('button, select, textarea') && nameOf(element) === name,
      ) ?? null
    );
  }

  /** Resolves with the control of this name as soon as it can be used. */
  ready(name: string): Promise<HTMLElement> {
    return eventually(`"${name}" can be used`, () => {
      const found = this.find(name);
      return found?.matches(':enabled') === true && found;
    });
  }

  async click(name: string): Promise<void> {
    (await this.ready(name)).click();
  }

  /** Resolves when the text is to be read. */
  async reads(text: string): Promise<void> {
    await eventually(
      () => `"${text}" is to be read; there is "${this.text}"`,
      () => this.text.includes(text),
    );
  }

  /** Writes into the message field and sends it. */
  async writes(text: string): Promise<void> {
    const field = (await this.ready('Message')) as HTMLTextAreaElement;
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await this.click('Send');
  }

  /** Moves the pointer onto an element, without a click. */
  pointsAt(element: Element): void {
    element.dispatchEvent(new PointerEvent('pointerenter'));
  }
}

const collapse = (text: string) => text.replace(/\s+/g, ' ').trim();

const nameOf = (element: HTMLElement) =>
  element.getAttribute('aria-label') ??
  collapse(visibleText((element as HTMLSelectElement).labels[0] ?? element));

/** What stands under a node when it is drawn: the shadow root instead of the children, slots filled. */
function drawnUnder(node: Element): readonly Node[] {
  if (node.shadowRoot) return [...node.shadowRoot.childNodes];
  const assigned = node.localName === 'slot' ? (node as HTMLSlotElement).assignedNodes() : [];
  return assigned.length > 0 ? assigned : [...node.childNodes];
}

function visible(node: Element): HTMLElement[] {
  return drawnUnder(node).flatMap((child) =>
    isHtml(child) && isShown(child) ? [child, ...visible(child)] : [],
  );
}

function visibleText(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
  if (!isHtml(node) || !isShown(node)) return '';
  return drawnUnder(node).map(visibleText).join(' ');
}

/** No `instanceof`, because elements of a frame are of classes of its own. */
const isHtml = (node: Node): node is HTMLElement =>
  node.nodeType === Node.ELEMENT_NODE && 'dataset' in node && !('ownerSVGElement' in node);

/** An element that is `display: contents` has no box of its own and shows what is in it. */
const isShown = (element: HTMLElement) =>
  !['STYLE', 'SCRIPT'].includes(element.tagName) &&
  (getComputedStyle(element).display === 'contents' || element.checkVisibility({ visibilityProperty: true }));
