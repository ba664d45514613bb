import { ContextProvider } from '@lit/context';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { TelnyxDeviceSelect } from '../../components/device-select/device-select.js';
import { defineWaitingParts } from '../../components/dialer/call-waiting.js';
import { defineParts } from '../../components/dialer/define-parts.js';
import { allUpdated } from './agent-scene.js';
import { FakeSession } from './fake-session.js';
import { place } from './place.js';

defineParts();
defineWaitingParts();
defineElement('telnyx-device-select', TelnyxDeviceSelect);

/** A part of a phone in a provider of its own, with a session whose gateway is the test. */
export async function createPart<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  { attributes = {}, session = new FakeSession() }: PartOptions = {},
) {
  const provider = place();
  new ContextProvider(provider, { context: sessionContext, initialValue: session.asSession });
  const part = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
  provider.append(part);
  const root = () => part.shadowRoot!;
  const updated = () => allUpdated(root());
  const find = (name: string) => root().querySelector<HTMLElement>(`[part~="${name}"]`);
  const click = async (name: string) => {
    find(name)?.click();
    await updated();
  };
  await updated();
  return {
    part,
    session,
    provider,
    root,
    updated,
    find,
    click,
    text: () => collapse(root().textContent),
  };
}

export interface PartOptions {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly session?: FakeSession;
}

const collapse = (text: string) => text.replace(/\s+/g, ' ').trim();
