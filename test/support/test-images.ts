/** A picture of noise, which no compression makes small. */
export async function noisyImage(width: number, height: number, type = 'image/png'): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas.');
  const image = context.createImageData(width, height);
  // Random values come in portions of 64 kB at most.
  for (let start = 0; start < image.data.length; start += 65_536) {
    crypto.getRandomValues(image.data.subarray(start, start + 65_536));
  }
  context.putImageData(image, 0, 0);
  return new File([await canvas.convertToBlob({ type })], 'noise', { type });
}

/** Width and height of the picture at an address. */
export async function sizeOf(address: string): Promise<readonly [width: number, height: number]> {
  // Not by an image element, which a page in the background does not decode.
  const { width, height } = await createImageBitmap(await (await fetch(address)).blob());
  return [width, height];
}
