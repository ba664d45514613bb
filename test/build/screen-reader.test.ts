import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page, SerializedAXNode } from 'puppeteer-core';
import { type AnswerPage, useBuiltSite } from './built-site.js';
import { poll } from './page-eyes.js';

const GREETING = 'Hello! I am the demo assistant. Ask me something, or type a message.';
const ANSWER = 'We are open from nine to five, Monday to Friday.';
const MOST_STOPS = 20;

const answerPage: AnswerPage = ({ pathname }, _request, response) => {
  if (pathname !== '/page') return false;
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A page</title>' +
      '<script async src="/telnyx-elements.js"></script>' +
      '<telnyx-ai-agent agent-id="assistant-heard" gateway-url="/gateway"></telnyx-ai-agent>',
  );
  return true;
};

type Like = { readonly [Key in keyof SerializedAXNode]?: SerializedAXNode[Key] | undefined };

/** What a screen reader is told of a page, from Chromium's accessibility tree, and the keys of who listens to it. */
class Listener {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Every node in reading order. */
  async nodes(): Promise<SerializedAXNode[]> {
    const root = await this.#page.accessibility.snapshot({ interestingOnly: false });
    return root ? flat(root) : [];
  }

  /** Resolves with what this is, as soon as it is there and like this. */
  hears(role: string, name: string, like: Like = {}): Promise<SerializedAXNode> {
    return poll(`There is no ${role} "${name}" with ${JSON.stringify(like)}.`, async () => {
      const found = (await this.nodes()).find((node) => node.role === role && node.name === name);
      return found && Object.entries(like).every(([key, value]) => found[key as keyof typeof found] === value)
        ? found
        : null;
    });
  }

  /** Resolves when the live region of this role says this. */
  async isTold(role: 'status' | 'log' | 'alert', text: string): Promise<void> {
    await poll(`No ${role} says "${text}".`, async () => (await this.said(role)).includes(text));
  }

  /** The lines in the live region of this role. */
  async said(role: 'status' | 'log' | 'alert'): Promise<string[]> {
    const regions = (await this.nodes()).filter((node) => node.role === role && node.live);
    return regions.flatMap(flat).flatMap((node) => (node.role === 'StaticText' ? [node.name ?? ''] : []));
  }

  /** The messages of the conversation, each with who said it. */
  async messages(): Promise<string[]> {
    return (await this.nodes()).filter(({ role }) => role === 'listitem').map(textOf);
  }

  /** Role and name of what has the focus. */
  async focused(): Promise<string> {
    // The page itself is always in focus.
    const found = (await this.nodes()).findLast(({ focused, role }) => focused && role !== 'RootWebArea');
    return found ? `${found.role} "${found.name ?? ''}"` : 'nothing';
  }

  /** What can be pressed or written in, with its state. */
  async controls(): Promise<string[]> {
    return (await this.nodes())
      .filter(({ role }) => ['button', 'textbox', 'link', 'combobox'].includes(role))
      .map(({ role, name = '', pressed, expanded, disabled, haspopup }) => {
        const states = Object.entries({ pressed, expanded, disabled, haspopup })
          .filter(([, value]) => value !== undefined)
          .map(([key, value]) => ` ${key}=${String(value)}`);
        return `${role} "${name}"${states.join('')}`;
      });
  }

  async press(key: 'Enter' | 'Space' | 'Escape' | 'Tab'): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  /** Goes forward with the Tab key until this has the focus; resolves with all that had it on the way. */
  async tabTo(wanted: string): Promise<string[]> {
    const stops: string[] = [];
    while (stops.at(-1) !== wanted) {
      assert.ok(stops.length < MOST_STOPS, `Tab never comes to ${wanted}: ${stops.join(', ')}`);
      await this.press('Tab');
      stops.push(await this.focused());
    }
    return stops;
  }

  async types(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }
}

const flat = (node: SerializedAXNode): SerializedAXNode[] => [node, ...(node.children ?? []).flatMap(flat)];

const textOf = (node: SerializedAXNode) =>
  flat(node)
    .flatMap(({ role, name }) => (role === 'StaticText' ? [name ?? ''] : []))
    .join('')
    .replace(/^(\w+):\s*/, '$1: ');

/** The choice of microphone and speaker, which is there without a call too. */
const AUDIO = 'button "Audio" expanded=false';

describe('<telnyx-ai-agent> for who hears it and has but a keyboard', () => {
  const { newPage, at } = useBuiltSite(answerPage);

  async function visit() {
    const page = await newPage();
    await page.goto(at('/page'));
    const listener = new Listener(page);
    await listener.hears('button', 'Talk to us', { expanded: false });
    return listener;
  }

  /** Opens the panel and starts a call, by the keys. */
  async function talk() {
    const listener = await visit();
    await listener.tabTo('button "Talk to us"');
    await listener.press('Enter');
    await listener.hears('button', 'Start call', { focused: true });
    await listener.press('Enter');
    await listener.isTold('status', 'Connected');
    return listener;
  }

  it('is one button that says what it opens', async () => {
    const listener = await visit();

    const stops = await listener.tabTo('button "Talk to us"');

    assert.deepEqual(stops, ['button "Talk to us"']);
    assert.deepEqual(await listener.controls(), ['button "Talk to us" expanded=false haspopup=dialog']);
  });

  it('opens as a named dialog with the focus on its main button', async () => {
    const listener = await visit();
    await listener.tabTo('button "Talk to us"');

    await listener.press('Space');

    await listener.hears('button', 'Start call', { focused: true });
    await listener.hears('dialog', 'Assistant', { modal: false });
    await listener.hears('heading', 'Assistant', { level: 2 });
    assert.deepEqual(await listener.controls(), ['button "Close"', 'button "Start call"', AUDIO]);
    assert.deepEqual(await listener.said('status'), []);
  });

  it('tells of the call, and of each message once when it is complete', async () => {
    const listener = await talk();

    await listener.isTold('log', `Assistant: ${GREETING}`);

    assert.equal(await listener.focused(), 'dialog "Assistant"');
    assert.deepEqual(await listener.said('log'), [`Assistant: ${GREETING}`]);
    assert.deepEqual(await listener.messages(), [`Assistant: ${GREETING}`]);
    await listener.hears('group', 'Conversation');
    assert.deepEqual(await listener.controls(), [
      'button "Close"',
      'button "Add image"',
      'textbox "Message"',
      'button "Send" disabled=true',
      'button "Mute" pressed=false',
      'button "Audio" expanded=false',
      'button "End call"',
    ]);
  });

  it('takes what is typed, in the order in which it is to be seen', async () => {
    const listener = await talk();
    await listener.isTold('log', `Assistant: ${GREETING}`);

    const stops = await listener.tabTo('textbox "Message"');
    await listener.types('When are you open?');
    await listener.hears('textbox', 'Message', { value: 'When are you open?' });
    await listener.hears('button', 'Send', { disabled: undefined });
    await listener.press('Enter');
    await listener.isTold('log', `Assistant: ${ANSWER}`);

    const all = [`Assistant: ${GREETING}`, 'You: When are you open?', `Assistant: ${ANSWER}`];
    assert.deepEqual(stops, [
      'button "Close"',
      'group "Conversation"',
      'button "Add image"',
      'textbox "Message"',
    ]);
    assert.deepEqual(await listener.said('log'), all);
    assert.deepEqual(await listener.messages(), all);
    assert.equal(await listener.focused(), 'textbox "Message"');
  });

  it('mutes and says so', async () => {
    const listener = await talk();
    await listener.tabTo('button "Mute"');

    await listener.press('Space');
    await listener.isTold('status', 'You are muted');
    await listener.hears('button', 'Unmute', { pressed: true, focused: true });

    await listener.press('Enter');
    await listener.isTold('status', 'Connected');
    await listener.hears('button', 'Mute', { pressed: false, focused: true });
  });

  it('keeps the call within reach while it is closed', async () => {
    const listener = await talk();

    await listener.press('Escape');

    const launcher = await poll(
      'No button leads back to the conversation.',
      async () =>
        (await listener.nodes()).find(
          ({ name = '', focused }) => focused && name.startsWith('Open conversation Call time'),
        ) ?? null,
    );
    assert.deepEqual([launcher.role, launcher.expanded, launcher.haspopup], ['button', false, 'dialog']);
    assert.deepEqual((await listener.controls()).slice(1), [
      'button "Mute" pressed=false',
      'button "End call"',
    ]);
    await listener.press('Enter');
    await listener.hears('dialog', 'Assistant');
    await listener.hears('button', 'End call');
  });

  it('goes the whole way in one visit: writes, mutes, closes, opens, ends and begins anew', async () => {
    const listener = await talk();
    await listener.isTold('log', `Assistant: ${GREETING}`);
    await listener.tabTo('textbox "Message"');
    await listener.types('When are you open?');
    await listener.press('Enter');
    await listener.tabTo('button "Mute"');
    await listener.press('Space');
    await listener.isTold('status', 'You are muted');
    await listener.isTold('log', `Assistant: ${ANSWER}`);
    await listener.press('Escape');
    await listener.hears('button', 'Unmute', { pressed: true });
    await listener.press('Enter');
    await listener.hears('dialog', 'Assistant');

    await listener.tabTo('button "End call"');
    await listener.press('Enter');
    await listener.isTold('status', 'Call ended');
    const afterEnd = [await listener.controls(), await listener.focused()];
    await listener.tabTo('button "Start again"');
    await listener.press('Space');
    await listener.isTold('status', 'Connected');
    await listener.hears('button', 'Mute', { pressed: false });
    await poll('The conversation is not told anew.', async () =>
      (await listener.messages()).includes(`Assistant: ${GREETING}`),
    );

    assert.deepEqual(afterEnd, [
      [
        'button "Close"',
        'button "Copy transcript"',
        'button "Download transcript"',
        AUDIO,
        'button "Start again"',
      ],
      'dialog "Assistant"',
    ]);
    assert.deepEqual(await listener.messages(), [`Assistant: ${GREETING}`]);
    assert.equal(await listener.focused(), 'dialog "Assistant"');
  });
});
