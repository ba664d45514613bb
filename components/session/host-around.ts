const hosts = /^telnyx-(session|ai-agent|dialer)$/;

/**
 * The session host that a part stands in, across shadow roots and slots. Also one that is not upgraded yet, or has
 * not loaded what provides its session.
 */
export function hostAround(part: Element): Element | null {
  for (let node: Node | null = part; node; node = parentOf(node)) {
    if (node instanceof Element && hosts.test(node.localName)) return node;
  }
  return null;
}

const parentOf = (node: Node) =>
  (node as Element).assignedSlot ?? node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
