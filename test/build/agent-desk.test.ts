import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { CallSnapshot, SessionStatus } from '../../src/index.js';
import { type AnswerPage, useBuiltSite } from './built-site.js';
import { answerDemoPage } from './demo-pages.js';
import { clickControl, findControl, openEyes, poll, readText, violationsOf } from './page-eyes.js';

type Phone = Element & {
  readonly status: SessionStatus;
  readonly call: CallSnapshot | null;
  dial(to: string): Promise<CallSnapshot>;
};

const answerPage: AnswerPage = (url, request, response) => {
  if (url.pathname !== '/customer') return answerDemoPage(url, request, response);
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><html lang="en"><link rel="icon" href="data:,">' +
      '<script async src="/telnyx-elements.js"></script>' +
      '<telnyx-dialer login="customer" password="x" caller-name="Ida Berg" gateway-url="/gateway" ' +
      'prewarm="eager"></telnyx-dialer>',
  );
  return true;
};

describe('demo/agent-desk.html', () => {
  const { newPage, at } = useBuiltSite(answerPage);

  async function open(path: string) {
    const page = await newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await openEyes(page);
    await page.goto(at(path));
    await poll('The phone is not registered.', () =>
      page.evaluate(() => document.querySelector<Phone>('telnyx-dialer')?.status === 'ready'),
    );
    return { page, troubles: async () => [...(await violationsOf(page)), ...errors] };
  }

  /** A desk, and a customer who can call it. */
  async function openBoth() {
    const [customer, desk] = [await open('/customer'), await open('/agent-desk.html')];
    const close = async () => {
      await customer.page.close();
      await desk.page.close();
    };
    return { customer: customer.page, desk: desk.page, troubles: desk.troubles, close };
  }

  const call = (page: Page, number: string) =>
    page.evaluate((to) => {
      document
        .querySelector<Phone>('telnyx-dialer')!
        .dial(to)
        .catch(() => undefined);
    }, number);

  const click = async (page: Page, selector: string) => {
    await page.bringToFront();
    await page.click(selector);
  };

  const chosen = (page: Page) =>
    page.evaluate(() => document.querySelector<HTMLInputElement>('[name=status]:checked')?.value);

  const reads = (page: Page, selector: string, text: string) =>
    poll(`"${text}" is not in ${selector}.`, () =>
      page.evaluate(
        (where, what) => document.querySelector<HTMLElement>(where)!.innerText.includes(what),
        selector,
        text,
      ),
    );

  it('rings while the agent is there, and declines unseen while they are away', async () => {
    const { customer, desk, troubles, close } = await openBoth();
    const seen = () =>
      desk.evaluate(() => {
        const shadow = document.querySelector<Phone>('telnyx-dialer')!.shadowRoot!;
        return shadow.querySelector('telnyx-incoming-call[filled]') !== null;
      });

    // With the keys alone, as it must be possible.
    await desk.bringToFront();
    await desk.focus('[name=status]:checked');
    await desk.keyboard.press('ArrowRight');
    await reads(desk, '#status', 'Calls are declined.');
    await call(customer, 'desk');
    await reads(desk, '#timeline', 'Ida Berg called and was declined.');
    const wasShown = await seen();
    await poll('The call goes on.', () =>
      customer.evaluate(() => document.querySelector<Phone>('telnyx-dialer')!.call?.state === 'ended'),
    );
    await desk.keyboard.press('ArrowLeft');
    await call(customer, 'desk');
    await reads(desk, '#timeline', 'Ida Berg is calling.');
    await findControl(desk, 'answer-button');

    assert.deepEqual([wasShown, await chosen(desk), await troubles()], [false, 'available', []]);
    await close();
  });

  it('lists who is on hold, and takes them back', async () => {
    const { customer, desk, troubles, close } = await openBoth();
    await call(customer, 'desk');
    await desk.bringToFront();
    await clickControl(desk, 'answer-button');
    await readText(desk, 'In call');

    await clickControl(desk, 'hold-button');
    await reads(desk, '#parked', 'waits 0:01');
    await click(desk, '#queue li:first-child button');
    await reads(desk, '#customer', 'Grace Hill');
    await click(desk, '#parked button');
    await reads(desk, '#parked', 'Take back Grace Hill');
    const parked = await desk.$$eval('#parked button', (all) => all.map(({ innerText }) => innerText));
    const state = await desk.evaluate(() => document.querySelector<Phone>('telnyx-dialer')!.call?.remoteName);
    // The button that was pressed is gone.
    const focused = await desk.evaluate(() => document.activeElement?.id);

    assert.deepEqual(
      [parked, state, focused, await troubles()],
      [['Take back Grace Hill'], 'Ida Berg', 'note', []],
    );
    await close();
  });

  it('shows whom it calls the number that was chosen', async () => {
    const { customer, desk, close } = await openBoth();

    await desk.select('[name=caller]', '+15550100301');
    await call(desk, 'customer');
    const incoming = await findControl(customer, 'incoming-call');

    assert.match(await incoming.evaluate((each) => each.textContent), /Harbour Cycles\s*\+15550100301/);
    await close();
  });

  it('declines in wrap-up, until the note is done', async () => {
    const { customer, desk, troubles, close } = await openBoth();
    await call(customer, 'desk');
    await desk.bringToFront();
    await clickControl(desk, 'answer-button');
    await readText(desk, 'In call');
    await clickControl(desk, 'end-button');
    await reads(desk, '#note-label', 'Note on the call with Ida Berg');
    const during = await chosen(desk);

    await call(customer, 'desk');
    await reads(desk, '#timeline', 'Ida Berg called and was declined.');
    await desk.type('#note', 'Wants the brakes done.');
    await click(desk, '#done');
    await reads(desk, '#timeline', 'Wants the brakes done.');
    const after = await chosen(desk);
    await call(customer, 'desk');
    await findControl(desk, 'answer-button');

    assert.deepEqual([during, after, await troubles()], ['wrap-up', 'available', []]);
    await close();
  });
});
