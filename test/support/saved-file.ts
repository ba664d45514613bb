import { eventually } from './eventually.js';

export interface SavedFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The file that `work` has the browser save, which is not saved. */
export async function savedFile(work: () => unknown): Promise<SavedFile> {
  const { prototype } = HTMLAnchorElement;
  let saved: { readonly name: string; readonly address: string } | undefined;
  prototype.click = function (this: HTMLAnchorElement) {
    saved = { name: this.download, address: this.href };
  };
  try {
    await work();
    const { name, address } = await eventually('a file is saved', () => saved);
    const blob = await (await fetch(address)).blob();
    return { name, type: blob.type, text: await blob.text() };
  } finally {
    // Its own, beside the one of all elements.
    Reflect.deleteProperty(prototype, 'click');
  }
}
