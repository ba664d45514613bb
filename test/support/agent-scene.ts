import { fixture, html, oneEvent } from '@open-wc/testing';
import './fake-agent.js';
import type { FakeAiAgent } from './fake-agent.js';
import { FakeEngine, type FakeSession } from './fake-session.js';

export interface AgentSceneOptions {
  /** Attributes beside `agent-id`. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly engine?: FakeEngine;
  /** Light DOM of the element. */
  readonly content?: unknown;
}

/** An agent in a page, and what a visitor does with it. */
export async function createAgent({
  attributes = {},
  engine = new FakeEngine(),
  content,
}: AgentSceneOptions = {}) {
  const agent = await fixture<FakeAiAgent>(
    html`<telnyx-ai-agent .engine=${engine}>${content}</telnyx-ai-agent>`,
  );
  for (const [name, value] of Object.entries({ 'agent-id': 'assistant-test', ...attributes })) {
    agent.setAttribute(name, value);
  }
  await agent.updateComplete;
  const root = agent.shadowRoot!;
  /** The element with this part in the agent's own shadow root or in one of its parts'. */
  const part = (name: string) => findPart(root, name);

  const open = async () => {
    if (agent.open) return;
    // As a visitor's pointer does on its way; a page in the background hears of no focus.
    agent.dispatchEvent(new PointerEvent('pointerenter'));
    const opened = oneEvent(agent, 'telnyx-open');
    agent.show();
    await opened;
    await allUpdated(root);
  };

  /** Opens the panel and starts a call that is answered. */
  const startCall = async (): Promise<FakeSession> => {
    await open();
    await agent.start();
    await allUpdated(root);
    return engine.session;
  };

  return { agent, engine, root, part, open, startCall, updated: () => allUpdated(root) };
}

/** Resolves when the agent and all parts in it are drawn. */
export async function allUpdated(root: ShadowRoot): Promise<void> {
  const { host } = root;
  if ('updateComplete' in host) await host.updateComplete;
  for (const element of root.querySelectorAll('*')) {
    if (element.shadowRoot) await allUpdated(element.shadowRoot);
  }
}

function findPart(root: ShadowRoot, name: string): HTMLElement | null {
  const own = [...root.querySelectorAll<HTMLElement>(`[part~="${name}"]`)].find((each) =>
    each.checkVisibility(),
  );
  if (own) return own;
  for (const element of root.querySelectorAll('*')) {
    const inner = element.shadowRoot && findPart(element.shadowRoot, name);
    if (inner) return inner;
  }
  return null;
}
