import { launcherPath } from '../icons/launcher-icon.js';

const SVG = 'http://www.w3.org/2000/svg';

/** What is drawn at once. */
export interface Launcher {
  /** The launcher and, during a call, its controls. */
  readonly dock: HTMLElement;
  readonly button: HTMLElement;
  /** What stands in the button, unless the page has put something else there. */
  readonly content: HTMLElement;
  /** The words in it, until the panel draws them. */
  readonly label: Text;
  readonly fallback: HTMLElement;
}

/**
 * The closed widget in plain elements, because templates come with the panel. They stay the same elements from then
 * on, so that the launcher does not flash and keeps the focus.
 */
export function createLauncher(): Launcher {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', launcherPath);
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path);
  const label = new Text();
  const content = element('slot', 'name', 'launcher', element('slot', 'name', 'icon', svg), label);
  const button = element('button', 'part', 'launcher', content);
  button.setAttribute('aria-haspopup', 'dialog');
  return {
    dock: element('div', 'part', 'dock', button),
    button,
    content,
    label,
    fallback: element('slot', 'name', 'fallback'),
  };
}

function element(tag: string, attribute: string, value: string, ...children: readonly Node[]): HTMLElement {
  const created = document.createElement(tag);
  created.setAttribute(attribute, value);
  created.append(...children);
  return created;
}
