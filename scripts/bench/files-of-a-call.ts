import { type LoadedFiles, loadedFiles } from './loaded-files.js';

/** The scripts of a page with an agent: at rest, and over a spoken and typed conversation with mute and end. */
export function filesOfACall(): Promise<LoadedFiles> {
  return loadedFiles('/scripts/bench/ours.html', async (page) => {
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
  });
}
