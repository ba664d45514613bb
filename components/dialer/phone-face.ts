/** What of the phone is drawn before anything else has loaded. The panel draws the rest between and around it. */
export interface PhoneFace {
  readonly panel: HTMLElement;
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  /** The last row of the form, with the call button. */
  readonly row: HTMLElement;
  readonly callButton: HTMLButtonElement;
  readonly footer: HTMLSlotElement;
  /** The launcher and, during a call, its controls. */
  readonly dock: HTMLElement;
  /** Opens a phone that floats in a corner. */
  readonly launcher: HTMLButtonElement;
  /** The icon in it. */
  readonly iconSlot: HTMLSlotElement;
  readonly fallback: HTMLSlotElement;
}

/** Without templates, whose code would weigh on the page before anybody uses the phone. */
export function createPhoneFace(): PhoneFace {
  const [footer, fallback, launcherSlot, iconSlot] = [
    slot('footer'),
    slot('fallback'),
    slot('launcher'),
    slot('icon'),
  ];
  const input = element('input', {
    part: 'number-input',
    inputmode: 'tel',
    enterkeyhint: 'go',
    autocomplete: 'off',
    spellcheck: 'false',
    dir: 'ltr',
  });
  const callButton = element('button', { part: 'call-button' });
  const row = element('div', { class: 'row' });
  const form = element('form', {});
  const panel = element('div', { part: 'panel', class: 'panel', tabindex: '-1' });
  const launcher = element('button', { part: 'launcher', type: 'button' });
  const dock = element('div', { part: 'dock' });
  row.append(callButton);
  form.append(input, row);
  panel.append(form, footer);
  launcherSlot.append(iconSlot);
  launcher.append(launcherSlot);
  dock.append(launcher);
  return { panel, form, input, row, callButton, footer, dock, launcher, iconSlot, fallback };
}

const slot = (name: string) => element('slot', { name });

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) created.setAttribute(attribute, value);
  return created;
}
