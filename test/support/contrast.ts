/** The light of a colour in any notation, laid over white or over the colours below it. */
export function luminanceOf(color: string, ...below: readonly string[]): number {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas.');
  for (const each of ['#fff', ...below.toReversed(), color]) {
    context.fillStyle = each;
    context.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How well the text of an element can be read on what is painted behind it, as WCAG measures it. */
export function contrastOf(element: Element): number {
  const behind: string[] = [];
  for (let each: Element | null = element; each; each = parentOf(each)) {
    behind.push(getComputedStyle(each).backgroundColor);
  }
  const levels = [luminanceOf(behind[0]!, ...behind.slice(1)), luminanceOf(getComputedStyle(element).color)];
  const [dark, light] = levels.sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function parentOf(element: Element): Element | null {
  const root = element.getRootNode();
  return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}
