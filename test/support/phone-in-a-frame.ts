import type { TelnyxDialer } from '../../components/index.js';
import { eventually } from './eventually.js';
import { place } from './place.js';
import { Visitor } from './visitor.js';

/** A page of its own with a phone, loaded from the test server, so that it can be left and come back as any page. */
export function phoneInAFrame(attributes: Readonly<Record<string, string>>) {
  const address = new URL('/test/support/framed-phone.html', location.href);
  for (const [name, value] of Object.entries(attributes)) address.searchParams.set(name, value);
  const frame = document.createElement('iframe');
  frame.allow = 'microphone';
  frame.width = '360';
  frame.height = '640';
  frame.src = address.href;
  place().append(frame);
  const find = (): TelnyxDialer | null => {
    const found = frame.contentDocument?.querySelector('telnyx-dialer') ?? null;
    return found?.shadowRoot ? found : null;
  };
  /** The phone of the page that is there now, as soon as it is registered. */
  const ready = async () => {
    const dialer = await eventually('the phone is registered', () => {
      const found = find();
      return found?.status === 'ready' && found;
    });
    return { dialer, visitor: new Visitor(dialer) };
  };
  /** Leaves the page and comes back to it. */
  const reload = async () => {
    const before = find();
    frame.contentWindow?.location.reload();
    await eventually('the page has been left', () => find() !== before);
    return ready();
  };
  return { frame, ready, reload };
}
