import { launcherStrings, type LauncherStrings } from './launcher.js';
import type { Language, Locale } from './table.js';

/** Of every language but English: what loads its words, and the one word that is drawn before they load. */
const languages = {
  es: [() => import('./locales/es.js'), 'Habla con nosotros'],
  fr: [() => import('./locales/fr.js'), 'Parlez-nous'],
  de: [() => import('./locales/de.js'), 'Sprechen Sie uns an'],
  'pt-BR': [() => import('./locales/pt-br.js'), 'Fale conosco'],
  it: [() => import('./locales/it.js'), 'Parla con noi'],
  nl: [() => import('./locales/nl.js'), 'Praat met ons'],
  pl: [() => import('./locales/pl.js'), 'Porozmawiaj z nami'],
  ja: [() => import('./locales/ja.js'), 'お問い合わせ'],
  'zh-CN': [() => import('./locales/zh-cn.js'), '与我们交谈'],
  ko: [() => import('./locales/ko.js'), '상담하기'],
  ar: [() => import('./locales/ar.js'), 'تحدّث معنا'],
  'pt-PT': [() => import('./locales/pt-pt.js'), 'Fale connosco'],
  sv: [() => import('./locales/sv.js'), 'Prata med oss'],
  da: [() => import('./locales/da.js'), 'Tal med os'],
  nb: [() => import('./locales/nb.js'), 'Snakk med oss'],
  fi: [() => import('./locales/fi.js'), 'Puhu kanssamme'],
  cs: [() => import('./locales/cs.js'), 'Promluvte si s námi'],
  hu: [() => import('./locales/hu.js'), 'Beszéljen velünk'],
  ro: [() => import('./locales/ro.js'), 'Vorbiți cu noi'],
  el: [() => import('./locales/el.js'), 'Μιλήστε μαζί μας'],
  tr: [() => import('./locales/tr.js'), 'Bizimle konuşun'],
  uk: [() => import('./locales/uk.js'), 'Поговоріть із нами'],
  he: [() => import('./locales/he.js'), 'דברו איתנו'],
  'zh-TW': [() => import('./locales/zh-tw.js'), '與我們交談'],
  vi: [() => import('./locales/vi.js'), 'Trò chuyện với chúng tôi'],
  id: [() => import('./locales/id.js'), 'Bicara dengan kami'],
  th: [() => import('./locales/th.js'), 'คุยกับเรา'],
  hi: [() => import('./locales/hi.js'), 'हमसे बात करें'],
} as const satisfies Readonly<Record<string, readonly [() => Promise<{ readonly default: Locale }>, string]>>;

export type LanguageName = keyof typeof languages;

/** The words for an element; `null` for English, also where its language is none of ours. */
export async function loadLocale(element: Element): Promise<Language | null> {
  const name = matchLanguage(languageTags(element));
  if (name === 'en') return null;
  const [load, launcher] = languages[name];
  return { launcher, ...(await load()).default };
}

/** The words drawn before all others, in the language of the element. */
export function firstWords(element: Element): LauncherStrings {
  const name = matchLanguage(languageTags(element));
  return name === 'en' ? launcherStrings : { launcher: languages[name][1] };
}

/** What the nearest `lang` attribute says, through shadow roots; without any, what the browser's user reads. */
export function languageTags(element: Element): readonly string[] {
  const named = element.closest('[lang]');
  const root = element.getRootNode();
  if (!named && root instanceof ShadowRoot) return languageTags(root.host);
  // An empty one says that the language is not known.
  const lang = named?.getAttribute('lang');
  return lang ? [lang] : navigator.languages;
}

/** The first language of ours among those that are wanted, in the spelling of BCP 47; English if there is none. */
export function matchLanguage(tags: readonly string[]): LanguageName | 'en' {
  for (const tag of tags) {
    const [named = '', ...subtags] = tag.toLowerCase().split(/[-_]/);
    const language = otherNames[named] ?? named;
    if (language === 'en') return 'en';
    const matching = names.filter((each) => each.split('-')[0] === language);
    // Of two kinds the second is for Portugal and where Portuguese is written as there, and for traditional characters.
    const isSecond =
      subtags.some((each) => /^(pt|ao|cv|gw|mz|st|tl|mo|hant|tw|hk)$/.test(each)) &&
      !subtags.includes('hans');
    const name = matching.at(isSecond ? -1 : 0);
    if (name) return name;
  }
  return 'en';
}

/** Older codes, and those of Norwegian beside that of its more usual written form. */
const otherNames: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb', iw: 'he', in: 'id' };
const names = Object.keys(languages) as LanguageName[];
