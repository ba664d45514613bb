/** Lets buttons of this document command elements of ours. To be called by each; the listener is there once. */
export function listenForCommands({ ownerDocument }: Element) {
  ownerDocument.addEventListener('click', onClick);
}

function onClick(event: Event) {
  // Also a custom element whose real button is in its shadow root. The document itself matches nothing.
  const button = event
    .composedPath()
    .find((node) => (node as Partial<Element>).matches?.('[data-telnyx-command],[command^="--"]'));
  if (!button) return;
  import('./page-command.js').then(
    ({ obeyButton }) => obeyButton(button as HTMLElement, event),
    console.error,
  );
}
