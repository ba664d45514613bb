import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import type { WidgetSettings } from '../../src/index.js';
import { createAgent } from '../support/agent-scene.js';
import '../support/fake-agent.js';
import type { FakeAiAgent } from '../support/fake-agent.js';
import { place } from '../support/place.js';
import { settled } from '../support/settled.js';

describe('<telnyx-ai-agent auto-open>', () => {
  for (const [attribute, isOpen] of [
    ['auto-open', true],
    ['auto-open="false"', false],
    ['', false],
  ] as const) {
    it(`${isOpen ? 'opens' : 'stays closed'} by itself, and leaves the focus alone: ${attribute || 'without'}`, async () => {
      const page = place();

      page.innerHTML = `<telnyx-ai-agent agent-id="a" prewarm="off" ${attribute}></telnyx-ai-agent>`;
      const agent = page.querySelector<FakeAiAgent>('telnyx-ai-agent')!;
      if (isOpen) await oneEvent(agent, 'telnyx-open');
      await agent.updateComplete;

      expect([agent.open, agent.hasAttribute('open')]).to.deep.equal([isOpen, isOpen]);
      expect(agent.shadowRoot!.activeElement).to.equal(null);
      expect(agent.engine.sessions).to.have.lengthOf(0);
    });
  }
});

describe('<telnyx-ai-agent markdown>', () => {
  for (const [attributes, bold] of [
    [{ markdown: '' }, 'nine'],
    [{}, undefined],
  ] as const) {
    it(`${bold ? 'shows' : 'leaves'} the marks of the agent ${bold ? 'as what they mean' : 'as they are'}`, async () => {
      const { root, startCall } = await createAgent({ attributes });
      const session = await startCall();
      const transcript = root.querySelector('telnyx-transcript')!;

      session.say({ id: '1', text: 'Open at **nine**' });
      await transcript.updateComplete;

      expect(transcript.shadowRoot!.querySelector('strong')?.textContent).to.equal(bold);
    });
  }
});

describe('<telnyx-ai-agent> and how fast its agent answers', () => {
  const both = { 'show-greeting-latency': 'true', 'show-user-perceived-latency': '' };
  for (const [attributes, greetingMs, userPerceivedMs, shown] of [
    [both, null, null, null],
    [both, 612.4, null, '612'],
    [both, 612.4, 845.6, '846'],
    [{ 'show-greeting-latency': '' }, 612.4, 845.6, '612'],
    [{ 'show-user-perceived-latency': 'true' }, 612.4, null, null],
    [{ 'show-user-perceived-latency': 'true' }, 612.4, 845.6, '846'],
    [{ 'show-greeting-latency': 'false' }, 612.4, 845.6, null],
    [{}, 612.4, 845.6, null],
  ] as const) {
    const name = `${Object.keys(attributes).join(' ') || 'nothing asked for'}, ${greetingMs} and ${userPerceivedMs}`;

    it(`shows ${shown ?? 'nothing'}: ${name}`, async () => {
      const { agent, part, startCall, updated } = await createAgent({ attributes });
      const before = agent.latency;
      const session = await startCall();

      session.patch({ latency: { greetingMs, userPerceivedMs } });
      await updated();

      expect(before).to.equal(null);
      expect(agent.latency).to.deep.equal({ greetingMs, userPerceivedMs });
      const text = part('latency')?.textContent.trim().replace(/\s+/g, ' ');
      expect(text).to.equal(shown === null ? undefined : `· ${shown} ms`);
    });
  }
});

describe('<telnyx-ai-agent> texts of portal and page', () => {
  const settings: WidgetSettings = {
    agent_thinking_text: 'Let me see',
    speak_to_interrupt_text: 'Just cut in',
  };
  for (const [name, widgetSettings, attributes, lines] of [
    ['neither', {}, {}, ['Thinking…', 'Speaking · speak to interrupt']],
    ['the portal', settings, {}, ['Let me see', 'Speaking · Just cut in']],
    [
      'the page before the portal',
      settings,
      { 'thinking-text': 'One moment', 'interrupt-text': 'Interrupt me' },
      ['One moment', 'Speaking · Interrupt me'],
    ],
    [
      'empty ones of either',
      { agent_thinking_text: '', speak_to_interrupt_text: null },
      { 'thinking-text': '', 'interrupt-text': '' },
      ['Thinking…', 'Speaking · speak to interrupt'],
    ],
  ] as const) {
    it(`say what the agent does: ${name}`, async () => {
      const { part, startCall, updated } = await createAgent({ attributes });
      const session = await startCall();
      session.patch({ widgetSettings });
      const said: (string | undefined)[] = [];

      for (const agentState of ['thinking', 'speaking'] as const) {
        session.patch({ agentState });
        await updated();
        said.push(part('state')?.textContent);
      }

      expect(said).to.deep.equal(lines);
    });
  }
});

describe('<telnyx-ai-agent> warms up', () => {
  for (const type of ['pointerenter', 'focusin', 'touchstart']) {
    it(`once, when it hears of ${type}`, async () => {
      const { agent, engine, part } = await createAgent();
      // As the browser sends it: a pointer to the element itself, focus and touch up from the launcher.
      const target = type === 'pointerenter' ? agent : part('launcher')!;

      for (let turn = 0; turn < 2; turn += 1) {
        target.dispatchEvent(new Event(type, { bubbles: type !== 'pointerenter', composed: true }));
      }
      await engine.acquired();
      await waitUntil(() => engine.session.prewarmCount > 0);

      expect(engine.sessions).to.have.lengthOf(1);
      expect(engine.session.calls).to.have.lengthOf(0);
      expect(agent.open).to.equal(false);
    });

    it(`not of ${type} with prewarm="off"`, async () => {
      const { agent, engine, part } = await createAgent({ attributes: { prewarm: 'off' } });
      const target = type === 'pointerenter' ? agent : part('launcher')!;

      target.dispatchEvent(new Event(type, { bubbles: type !== 'pointerenter', composed: true }));
      await settled();

      expect([agent.engineLoads, engine.sessions.length]).to.deep.equal([0, 0]);
    });
  }
});
