import { setTimeout as delay } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';

const POLL_MS = 50;
const PATIENCE_MS = 20_000;

/** How a test looks into a page whose policy forbids to compile anything there. */
interface Eyes {
  findPart(name: string): Element | null;
  visibleParts(): Element[];
  visibleText(): string;
  readonly violations: string[];
}

const script = `
  globalThis.violations = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample, blockedURI }) => {
    violations.push([violatedDirective, blockedURI, sample].join(' '));
  });
  const everything = (root) =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? everything(each.shadowRoot) : [])]);
  globalThis.visibleParts = () => everything(document).filter((each) => each.part.length && each.checkVisibility());
  globalThis.findPart = (name) => visibleParts().find((each) => each.part.contains(name)) ?? null;
  globalThis.visibleText = () =>
    everything(document).map(({ shadowRoot }) => shadowRoot?.textContent ?? '').join(' ').replace(/\\s+/g, ' ');
`;

/** To be called before the page is loaded. */
export async function openEyes(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(script);
}

/** What the policy of the page has forbidden so far. */
export function violationsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as Eyes).violations);
}

/** Resolves with the visible control of this part, wherever it stands in the widget. */
export function findControl(page: Page, part: string): Promise<ElementHandle> {
  return poll(`No ${part} is to be seen.`, async () => {
    const handle = await page.evaluateHandle((name) => (globalThis as unknown as Eyes).findPart(name), part);
    return handle.asElement() as ElementHandle | null;
  });
}

/** Clicks it as soon as it is to be seen and can be used. */
export async function clickControl(page: Page, part: string): Promise<void> {
  await poll(`${part} cannot be used.`, async () => {
    const control = await findControl(page, part);
    if (!(await control.evaluate((element) => element.matches(':enabled')))) return false;
    try {
      await control.click();
      return true;
    } catch (error) {
      // Another view has taken its place since it was found, and before the mouse was there: the click goes to that.
      if (await control.evaluate((element) => element.isConnected)) throw error;
      return false;
    }
  });
}

/** Resolves when the text is to be read. */
export async function readText(page: Page, text: string): Promise<void> {
  await poll(`"${text}" is not to be read.`, async () =>
    (await page.evaluate(() => (globalThis as unknown as Eyes).visibleText())).includes(text),
  );
}

/** Where each part that is to be seen stands, and how it looks. */
export function looksOf(page: Page) {
  return page.evaluate(() =>
    (globalThis as unknown as Eyes).visibleParts().map((element) => {
      for (const each of element.getAnimations()) if (each instanceof CSSTransition) each.finish();
      const { x, y, width, height } = element.getBoundingClientRect();
      const { display, color, backgroundColor, borderRadius, cursor, ...letters } = getComputedStyle(element);
      const { fontSize, fontWeight, lineHeight } = letters;
      const box = [x, y, width, height].map(Math.round);
      const look = {
        display,
        color,
        backgroundColor,
        borderRadius,
        cursor,
        fontSize,
        fontWeight,
        lineHeight,
      };
      return { part: element.part.value, box, ...look };
    }),
  );
}

/** Resolves with the first value that is neither false nor nothing. */
export async function poll<T>(complaint: string, probe: () => Promise<T | false | null>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = await probe();
    if (value !== false && value !== null) return value;
    if (performance.now() > end) throw new Error(complaint);
    await delay(POLL_MS);
  }
}
