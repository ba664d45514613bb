/** Lets a button copy the text of an element. */
export function copyOnClick(button, source) {
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = 'Copied';
    } catch {
      // The browser may keep the clipboard from this page; then the text is at least marked.
      getSelection().selectAllChildren(source);
      button.textContent = 'Could not copy: press Ctrl+C';
    }
  });
}
