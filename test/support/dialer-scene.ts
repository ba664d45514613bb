import { TelnyxDialer } from '../../components/dialer/dialer.js';
import { defineElement } from '../../components/define/define-element.js';
import { allUpdated } from './agent-scene.js';
import { FakeEngine } from './fake-session.js';
import './nobody-leaving.js';
import { place } from './place.js';
import { Visitor } from './visitor.js';

/** Another user in each test page: pages of one user tell each other who is registered. */
export const USER = `alice-${String(performance.timeOrigin)}`;

/** `<telnyx-dialer>` with a call engine whose gateway is the test. */
export class FakeDialer extends TelnyxDialer {
  engine = new FakeEngine();
  loadCount = 0;

  override loadEngine() {
    this.loadCount += 1;
    return Promise.resolve(this.engine);
  }
}

defineElement('telnyx-dialer', FakeDialer);

/** A phone in a page, not used yet. */
export async function createDialer(attributes: Readonly<Record<string, string>> = {}) {
  const container = place();
  const dialer = new FakeDialer();
  const all = { login: USER, password: 'x', history: 'off', ...attributes };
  for (const [name, value] of Object.entries(all)) dialer.setAttribute(name, value);
  container.append(dialer);
  await dialer.updateComplete;
  const root = dialer.shadowRoot!;
  const updated = () => allUpdated(root);
  const visitor = new Visitor(dialer);
  const field = root.querySelector('input')!;
  const type = async (text: string) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await updated();
  };
  return { dialer, container, engine: dialer.engine, root, visitor, field, type, updated };
}

/** A phone that is registered. */
export async function createReadyDialer(attributes: Readonly<Record<string, string>> = {}) {
  const scene = await createDialer(attributes);
  await scene.dialer.connect();
  await scene.updated();
  return { ...scene, session: scene.engine.session };
}
