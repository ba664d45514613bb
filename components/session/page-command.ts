/** What `<button commandfor="…" command="--start">` and its `data-telnyx-*` form say. */
interface Wanted {
  readonly target: string;
  readonly command: string;
}

/** Does what a button of the page commands, in browsers that leave that to scripts. */
export function obeyButton(button: HTMLElement, click: Event) {
  const wanted = read(button);
  if (!wanted || click.defaultPrevented) return;
  const root = button.getRootNode() as Document | ShadowRoot;
  const target = root.getElementById(wanted.target) ?? document.getElementById(wanted.target);
  if (!target) {
    console.warn(`telnyx-elements: a button commands "${wanted.target}", and no element has that id.`);
    return;
  }
  const event = new Event('command', { cancelable: true });
  target.dispatchEvent(Object.assign(event, { command: wanted.command, source: button }));
}

/** The standard attributes count only where the browser does not obey them itself. */
function read(button: HTMLElement): Wanted | null {
  const { telnyxCommand, telnyxFor = '' } = button.dataset;
  if (telnyxCommand) return { target: telnyxFor, command: `--${telnyxCommand.replace(/^--/, '')}` };
  if ('command' in HTMLButtonElement.prototype) return null;
  const [target, command] = [button.getAttribute('commandfor'), button.getAttribute('command')];
  return target && command?.startsWith('--') ? { target, command } : null;
}
