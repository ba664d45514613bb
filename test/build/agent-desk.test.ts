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
  hangup(id?: string): Promise<void>;
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

  const hangUp = (page: Page) =>
    page.evaluate(() =>
      document
        .querySelector<Phone>('telnyx-dialer')!
        .hangup()
        .catch(() => undefined),
    );

  const isOver = (page: Page) =>
    poll('The call goes on.', () =>
      page.evaluate(() => document.querySelector<Phone>('telnyx-dialer')!.call?.state === 'ended'),
    );

  /** Which calls the phone has shown as coming in from now on, however short. */
  const watchRinging = (page: Page) =>
    page.evaluateHandle(() => {
      const roots: Node[] = [document];
      for (const root of roots as ParentNode[])
        for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
      const shown: string[] = [];
      const observer = new MutationObserver((records) => {
        for (const { target } of records)
          if (target instanceof Element && target.matches('telnyx-incoming-call[filled]'))
            shown.push(target.shadowRoot!.querySelector('[part~=name]')!.textContent);
      });
      for (const root of roots) observer.observe(root, { subtree: true, attributeFilter: ['filled'] });
      return shown;
    });

  /** Has the phone decline only once it has drawn the call, as no call that is over is drawn anyway. */
  const declineLate = (page: Page) =>
    page.evaluate(() => {
      const phone = document.querySelector<Phone>('telnyx-dialer')!;
      const hangup = phone.hangup.bind(phone);
      phone.hangup = async (id) => {
        for (let frame = 0; frame < 3; frame += 1)
          await new Promise((drawn) => {
            requestAnimationFrame(drawn);
          });
        await hangup(id);
      };
    });

  const focused = (page: Page) =>
    page.evaluate(() => {
      const { id, value } = document.activeElement as HTMLInputElement;
      return id || value;
    });

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
    const shown = await watchRinging(desk);

    // This one also loads what shows a call, so that nothing but the page can hide the next.
    await call(customer, 'desk');
    await reads(desk, '#timeline', 'Ida Berg is calling.');
    await findControl(desk, 'answer-button');
    const there = await shown.jsonValue();
    await hangUp(customer);
    await reads(desk, '#timeline', 'No talk with Ida Berg');
    // With the keys alone, as it must be possible.
    await desk.bringToFront();
    await desk.focus('[name=status]:checked');
    await desk.keyboard.press('ArrowRight');
    await reads(desk, '#status', 'Calls are declined.');
    await declineLate(desk);
    await call(customer, 'desk');
    await reads(desk, '#timeline', 'Ida Berg called and was declined.');
    await isOver(customer);
    const away = await shown.jsonValue();
    await desk.keyboard.press('ArrowLeft');
    await call(customer, 'desk');
    await findControl(desk, 'answer-button');

    assert.deepEqual(
      [there, away, await chosen(desk), await troubles()],
      [['Ida Berg'], ['Ida Berg'], 'available', []],
    );
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
    const next = await focused(desk);

    assert.deepEqual(
      [parked, state, next, await troubles()],
      [['Take back Grace Hill'], 'Ida Berg', 'note', []],
    );
    await close();
  });

  it('counts on how long somebody waits after a reload', async () => {
    const { customer, desk, troubles, close } = await openBoth();
    await call(customer, 'desk');
    await desk.bringToFront();
    await clickControl(desk, 'answer-button');
    await clickControl(desk, 'hold-button');
    await reads(desk, '#parked', 'waits 0:03');

    await desk.reload();
    await reads(desk, '#parked', 'waits');
    const time = await desk.$eval('#parked span', ({ innerText }) => innerText);

    assert.doesNotMatch(time, /0:0[0-2]/);
    assert.deepEqual(await troubles(), []);
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
    const after = [await chosen(desk), await focused(desk)];
    await call(customer, 'desk');
    await findControl(desk, 'answer-button');

    assert.deepEqual([during, after, await troubles()], ['wrap-up', ['available', 'available'], []]);
    await close();
  });

  it('is away again after wrap-up when that was chosen during the call', async () => {
    const { customer, desk, troubles, close } = await openBoth();
    await call(customer, 'desk');
    await desk.bringToFront();
    await clickControl(desk, 'answer-button');
    await readText(desk, 'In call');
    await click(desk, '[value=away]');
    await clickControl(desk, 'end-button');
    await reads(desk, '#note-label', 'Note on the call with Ida Berg');
    await click(desk, '#done');
    const after = [await chosen(desk), await focused(desk)];

    assert.deepEqual([after, await troubles()], [['away', 'away'], []]);
    await close();
  });

  it('wraps a talk up when the call beside it ends without one', async () => {
    const { customer, desk, troubles, close } = await openBoth();
    await call(desk, '+15550100200');
    await desk.bringToFront();
    await readText(desk, 'In call');
    await call(customer, 'desk');
    await reads(desk, '#timeline', 'Ida Berg is calling.');

    await hangUp(desk);
    await reads(desk, '#timeline', 'Talked with Grace Hill');
    const during = await chosen(desk);
    await hangUp(customer);
    await reads(desk, '#timeline', 'No talk with Ida Berg');
    await reads(desk, '#note-label', 'Note on the call with Grace Hill');

    assert.deepEqual([during, await chosen(desk), await troubles()], ['available', 'wrap-up', []]);
    await close();
  });
});
