/** What `work` writes to the clipboard, which may be closed to the page. */
export async function copiedText(work: () => unknown, isOpen = true): Promise<string> {
  let copied = '';
  const writeText = (text: string) => Promise.resolve(void (copied = text));
  Object.defineProperty(navigator, 'clipboard', {
    value: isOpen ? { writeText } : undefined,
    configurable: true,
  });
  try {
    await work();
  } finally {
    // Of the instance; the browser's own stands in the prototype.
    Reflect.deleteProperty(navigator, 'clipboard');
  }
  return copied;
}
