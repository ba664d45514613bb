/** Lets buttons of this document command elements of ours. To be called by each; the listener is there once. */
export function listenForCommands({ ownerDocument }: Element) {
  ownerDocument.addEventListener('click', onClick);
}

function onClick(event: Event) {
  const button = (event.composedPath()[0] as Element).closest<HTMLElement>(
    '[data-telnyx-command],[command^="--"]',
  );
  if (button) import('./page-command.js').then(({ obeyButton }) => obeyButton(button, event), console.error);
}
