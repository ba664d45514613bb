import { expect } from '@open-wc/testing';
import { TelnyxMuteButton } from '../../components/mute-button/mute-button.js';
import { defineElement } from '../../components/define/define-element.js';
import { en } from '../../components/strings/en.js';
import { trouble } from '../../components/strings/trouble.js';
import { firstWords as firstPhoneWords } from '../../components/strings/first-phone-words.js';
import { firstWords, loadLocale, matchLanguage } from '../../components/strings/languages.js';
import { createDialer } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';
import '../support/fake-agent.js';
import type { FakeAiAgent } from '../support/fake-agent.js';
import { FakeSessionElement } from '../support/fake-session-element.js';
import { fromRightToLeft, languages } from '../support/languages.js';
import { place } from '../support/place.js';

defineElement('telnyx-session', FakeSessionElement);
defineElement('telnyx-mute-button', TelnyxMuteButton);

/** An element of this language, which need not be in the page. */
function elementIn(lang: string): HTMLElement {
  const element = document.createElement('div');
  element.lang = lang;
  return element;
}

/** The texts of a table with the way to each of them. */
function textsOf(table: object, path = ''): [path: string, text: string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[path + key, value] as [string, string]]
      : textsOf(value as object, `${path}${key}.`),
  );
}

const placesOf = (text: string) => text.match(/\{\w+\}/g)?.sort() ?? [];

describe('the words of a language', () => {
  // All at once, which takes a fraction of one after the other.
  before(() => Promise.all(languages.map((lang) => loadLocale(elementIn(lang)))));

  for (const lang of languages) {
    it(`have a text with the same places for each English one: ${lang}`, async () => {
      const { tag, direction, troubles, ...words } = (await loadLocale(elementIn(lang)))!;
      const { errors, ...english } = en;
      const own = new Map(textsOf(words));

      for (const [key, text] of textsOf(english)) {
        expect(own.get(key)?.trim(), key).to.be.a('string').and.not.empty;
        expect(placesOf(own.get(key) ?? ''), key).to.deep.equal(placesOf(text));
      }
      const advice = new Map(textsOf(troubles));
      for (const [key] of textsOf(trouble.troubles)) {
        expect(advice.get(key)?.trim(), key).to.be.a('string').and.not.empty;
      }
      expect(tag).to.equal(lang);
      expect(direction).to.equal(fromRightToLeft.includes(lang) ? 'rtl' : 'ltr');
    });

    it(`are another language: ${lang}`, async () => {
      const words = (await loadLocale(elementIn(lang)))!;
      const english = new Set(textsOf(en).map(([, text]) => text));
      const same = textsOf(words).filter(([, text]) => text.length > 12 && english.has(text));

      // Templates such as "{kind} {number}" hold no words.
      expect(same.filter(([, text]) => /[a-z]/.test(text.replace(/\{\w+\}/g, '')))).to.deep.equal([]);
    });

    it(`begin with the words that are drawn first: ${lang}`, async () => {
      const words = (await loadLocale(elementIn(lang)))!;

      expect(firstWords(elementIn(lang)).launcher).to.equal(words.launcher);
      expect(words.launcher).not.to.equal(en.launcher);
      expect(words).to.deep.include(firstPhoneWords(elementIn(lang)));
    });
  }
});

describe('the words of a language from right to left', () => {
  for (const lang of fromRightToLeft) {
    it(`keep in order what runs the other way: ${lang}`, async () => {
      const { troubles, ...words } = (await loadLocale(elementIn(lang)))!;
      const withNames = textsOf(words).filter(([, text]) => /\{(name|digits)\}/.test(text));

      expect(withNames).to.have.lengthOf(5);
      for (const [key, text] of [...withNames, ['redial', words.redial] as const]) {
        expect(text, key).to.match(/\u2068\{\w+\}\u2069/);
      }
      // The field runs from left to right, as numbers do.
      expect(words.numberHint).to.match(/^\u2067.+\u2069$/);
      expect(troubles.insecurePage.advice).to.include('https://\u200e');
    });
  }
});

describe('matchLanguage', () => {
  for (const [tags, expected] of [
    [['de'], 'de'],
    [['de-AT'], 'de'],
    [['DE_ch'], 'de'],
    [['pt'], 'pt-BR'],
    [['pt-PT'], 'pt-PT'],
    [['pt_pt'], 'pt-PT'],
    [['pt-AO'], 'pt-PT'],
    [['zh'], 'zh-CN'],
    [['zh-Hans-SG'], 'zh-CN'],
    [['zh-Hans-HK'], 'zh-CN'],
    [['zh-Hant', 'fr'], 'zh-TW'],
    [['zh-Hant-MY'], 'zh-TW'],
    [['zh-TW'], 'zh-TW'],
    [['zh_HK'], 'zh-TW'],
    [['zh-MO'], 'zh-TW'],
    [['no'], 'nb'],
    [['nn-NO'], 'nb'],
    [['nb-NO'], 'nb'],
    [['iw'], 'he'],
    [['in-ID'], 'id'],
    [['fil', 'fi'], 'fi'],
    [['constructor'], 'en'],
    [['en-GB', 'de'], 'en'],
    [['hr', 'nl', 'de'], 'nl'],
    [['tlh'], 'en'],
    [['x'.repeat(10_000)], 'en'],
    [[''], 'en'],
    [[], 'en'],
  ] as const) {
    it(`takes ${expected} for ${JSON.stringify(tags).slice(0, 40)}`, () => {
      expect(matchLanguage(tags)).to.equal(expected);
    });
  }
});

/** A page in English with something inside that speaks, and how its mute button is called. */
async function createPage(markup: string) {
  const page = place();
  page.lang = 'en';
  page.innerHTML = markup;
  const session = page.querySelector<FakeSessionElement>('telnyx-session')!;
  const part = page.querySelector('telnyx-mute-button')!;
  await part.updateComplete;
  const speaks = (word: string) =>
    eventually(
      () => `the button is called ${word}; it is called ${labelOf(part)}`,
      () => labelOf(part) === word,
    );
  return { page, session, part, speaks };
}

const labelOf = (part: TelnyxMuteButton) => part.shadowRoot!.querySelector('button')!.ariaLabel;

describe('the language of an element', () => {
  const inside = '<telnyx-mute-button></telnyx-mute-button>';

  it('is that of its own lang attribute', async () => {
    const { speaks } = await createPage(`<telnyx-session lang="de">${inside}</telnyx-session>`);

    await speaks('Stummschalten');
  });

  it('is that of the nearest ancestor, followed when it changes', async () => {
    const { page, session, speaks } = await createPage(
      `<div lang="fr"><telnyx-session>${inside}</telnyx-session></div>`,
    );
    await speaks('Couper le micro');

    page.querySelector('div')!.lang = 'es';
    await speaks('Silenciar');
    page.querySelector('div')!.removeAttribute('lang');
    await speaks('Mute');
    session.lang = 'nl';
    await speaks('Dempen');
  });

  it('comes from outside the shadow root it stands in', async () => {
    const { page, session, speaks } = await createPage(
      `<div lang="pl"></div><telnyx-session>${inside}</telnyx-session>`,
    );
    const root = page.querySelector('div')!.attachShadow({ mode: 'open' });

    root.append(session);
    await speaks('Wycisz');
    page.querySelector('div')!.lang = 'it';

    await speaks('Disattiva microfono');
  });

  it('changes when it is moved', async () => {
    const { page, session, speaks } = await createPage(
      `<div lang="ko"></div><telnyx-session lang="">${inside}</telnyx-session>`,
    );
    session.removeAttribute('lang');

    page.querySelector('div')!.append(session);

    await speaks('음소거');
  });

  it('is English where it is none of ours', async () => {
    const { session, speaks } = await createPage(`<telnyx-session lang="ja">${inside}</telnyx-session>`);
    await speaks('ミュート');

    session.lang = 'hr';

    await speaks('Mute');
  });

  it('gives way to the strings of the page, word by word', async () => {
    const { session, speaks } = await createPage(`<telnyx-session lang="de">${inside}</telnyx-session>`);
    await speaks('Stummschalten');

    session.strings = { mute: 'Ruhe' };
    await speaks('Ruhe');
    session.strings = { unmute: 'Los' };

    await speaks('Stummschalten');
  });

  it('turns the parts around for a language that is written from right to left', async () => {
    const { session, part, speaks } = await createPage(
      `<telnyx-session lang="ar">${inside}</telnyx-session>`,
    );
    await speaks('كتم الصوت');
    const button = part.shadowRoot!.querySelector('button')!;
    const direction = getComputedStyle(button).direction;

    session.lang = 'en';
    await speaks('Mute');

    expect(direction).to.equal('rtl');
    expect(getComputedStyle(button).direction).to.equal('ltr');
  });
});

describe('the launcher', () => {
  it('is drawn in the language of the page at once, before anything else is loaded', async () => {
    const page = place();
    page.lang = 'de-CH';
    page.innerHTML = '<telnyx-ai-agent agent-id="a"></telnyx-ai-agent>';
    const agent = page.querySelector<FakeAiAgent>('telnyx-ai-agent')!;
    const drawn: string[] = [];
    const observer = new MutationObserver(() => drawn.push(agent.renderRoot.textContent.trim()));
    observer.observe(agent.renderRoot, { childList: true, characterData: true, subtree: true });

    await agent.updateComplete;
    observer.disconnect();

    expect(agent.renderRoot.textContent).to.include('Sprechen Sie uns an');
    expect(drawn.join()).not.to.include('Talk to us');
    expect(agent.session).to.equal(null);
  });

  for (const [languages, launcher, start] of [
    [['pt-PT', 'en'], 'Fale connosco', 'Iniciar'],
    [['hr', 'ja-JP', 'en'], 'お問い合わせ', null],
    [['en-GB', 'de'], 'Talk to us', 'Start call'],
  ] as const) {
    it(`speaks the language of the browser where the page names none: ${languages.join()}`, async () => {
      Object.defineProperty(navigator, 'languages', { value: languages, configurable: true });
      Object.defineProperty(navigator, 'language', { value: languages[0], configurable: true });
      try {
        const page = place();
        page.innerHTML = '<telnyx-ai-agent agent-id="a"></telnyx-ai-agent>';
        const agent = page.querySelector<FakeAiAgent>('telnyx-ai-agent')!;
        await agent.updateComplete;
        const drawn = agent.renderRoot.textContent.trim();
        agent.show();
        const table = (await loadLocale(agent)) ?? en;

        expect(drawn).to.equal(launcher);
        await eventually('the panel speaks it too', () =>
          agent.renderRoot.querySelector('.panel')?.textContent.includes(table.startCall),
        );
        if (start) expect(table.startCall).to.include(start);
      } finally {
        Reflect.deleteProperty(navigator, 'languages');
        Reflect.deleteProperty(navigator, 'language');
      }
    });
  }

  it('keeps its words and turns the panel around once the rest is there', async () => {
    const page = place();
    page.lang = 'ar';
    page.innerHTML = '<telnyx-ai-agent agent-id="a"></telnyx-ai-agent>';
    const agent = page.querySelector<FakeAiAgent>('telnyx-ai-agent')!;

    agent.show();
    const panel = await eventually('the panel is there', () =>
      agent.renderRoot.querySelector('[part~="panel"]'),
    );

    await eventually('it is turned around', () => getComputedStyle(panel).direction === 'rtl');
    await eventually('it speaks Arabic', () => panel.textContent.includes('المساعد'));
  });
});

describe('the phone', () => {
  for (const [what, isLoading] of [
    ['before anything has loaded', false],
    ['while its words are loading', true],
  ] as const) {
    it(`follows its language also where that becomes English ${what}`, async () => {
      const { dialer, engine, field, visitor } = await createDialer({ lang: 'de' });
      const first = field.ariaLabel;
      const connecting = isLoading ? dialer.connect() : null;
      if (isLoading) await engine.acquired();

      dialer.lang = 'en';
      await (connecting ?? dialer.connect());
      await visitor.reads('Ready');

      await eventually('it speaks English', () => field.ariaLabel === 'Phone number');
      expect(first).to.equal('Telefonnummer');
      expect(visitor.find('Anrufen')).to.equal(null);
    });
  }

  it('is drawn in the language of the page at once, and follows it when it changes', async () => {
    const { dialer, container, field, root, visitor } = await createDialer({ lang: 'de-CH' });
    const drawn = [root.querySelector('[part=panel]')!.ariaLabel, field.ariaLabel, field.placeholder];
    const { session } = dialer;

    await dialer.connect();
    await visitor.reads('Bereit');
    dialer.lang = 'en';
    await eventually('it speaks English', () => field.ariaLabel === 'Phone number');
    container.lang = 'ar';
    dialer.removeAttribute('lang');

    await eventually('it speaks Arabic', () => field.ariaLabel === 'رقم الهاتف');
    expect([...drawn, session]).to.deep.equal(['Telefon', 'Telefonnummer', 'Nummer oder SIP-Adresse', null]);
    await eventually(
      'it is turned around',
      () => getComputedStyle(root.querySelector('.header')!).direction === 'rtl',
    );
  });
});
