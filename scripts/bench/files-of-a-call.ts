import { startBrowserAndGateway } from './browser-and-gateway.js';

export interface LoadedFiles {
  /** Paths below the project's folder, in the order they were asked for. */
  readonly beforeIntent: readonly string[];
  readonly wholeCall: readonly string[];
}

/** The scripts that a page really loads: at rest, and over a spoken and typed conversation with mute and end. */
export async function filesOfACall(): Promise<LoadedFiles> {
  const { browser, origin, close } = await startBrowserAndGateway();
  try {
    const page = await browser.newPage();
    const files: string[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.startsWith('/dist/') && pathname.endsWith('.js')) files.push(pathname.slice(1));
    });
    await page.goto(`${origin}/scripts/bench/ours.html`);
    await page.waitForNetworkIdle();
    const beforeIntent = [...files];
    await page.locator('telnyx-ai-agent').click();
    await page.locator('::-p-aria(Start call)').click();
    const agent = 'document.querySelector("telnyx-ai-agent")';
    await page.waitForFunction(`${agent}.agentState === "speaking"`);
    await page.locator('::-p-aria(Message)').fill('What are your opening hours?');
    await page.locator('::-p-aria(Send)').click();
    await page.waitForFunction(`${agent}.transcript.at(-1).role === "assistant"`);
    await page.locator('::-p-aria(Mute)').click();
    await page.locator('::-p-aria(End call)').click();
    await page.waitForFunction(`${agent}.call.state === "ended"`);
    await page.waitForNetworkIdle();
    return { beforeIntent, wholeCall: files };
  } finally {
    await close();
  }
}
