import type { messages } from './messages.js';
import type { LauncherStrings } from './launcher.js';
import type { modes } from './modes.js';
import type { phone } from './phone.js';
import type { devices } from './phone-devices.js';
import type { figures } from './phone-figures.js';
import type { history } from './phone-history.js';
import type { phoneTroubles } from './phone-troubles.js';
import type { waiting } from './phone-waiting.js';
import type { ErrorWords, trouble, TroubleWords } from './trouble.js';
import type { ui } from './ui.js';

type Words<Table> = Readonly<Record<keyof Table, string>>;

type UiStrings = Words<typeof ui>;
type ModeStrings = Words<typeof modes>;
export type MessageStrings = Words<typeof messages>;
export type PhoneStrings = Words<typeof phone>;
export type DeviceStrings = Words<typeof devices>;
export type WaitingStrings = Words<typeof waiting>;
export type HistoryStrings = Words<typeof history>;
export type FigureStrings = Words<typeof figures>;
export type PhoneTroubleStrings = Words<typeof phoneTroubles>;
/** All that a phone may say. */
type AllPhoneStrings = PhoneStrings &
  DeviceStrings &
  WaitingStrings &
  HistoryStrings &
  FigureStrings &
  PhoneTroubleStrings;
type TroubleStrings = Words<Omit<typeof trouble, 'troubles'>>;

interface ErrorTable {
  /** By number of the error; 0 for any without words of its own. */
  readonly errors: Readonly<Record<number, ErrorWords>>;
}

/** Every text of the elements; `strings` of an element overrides any of them. */
export type Strings = UiStrings &
  ModeStrings &
  MessageStrings &
  AllPhoneStrings &
  TroubleStrings &
  ErrorTable;

/** The words of one language. */
export type Language = UiStrings &
  ModeStrings &
  MessageStrings &
  AllPhoneStrings &
  TroubleStrings & {
    /** Its name in BCP 47, for times. */
    readonly tag: string;
    readonly direction: 'ltr' | 'rtl';
    readonly troubles: TroubleWords;
  };

/** A language as its file holds it, complete: a missing word is an error of types. */
export type Locale = Omit<Language, keyof LauncherStrings>;

/**
 * What the elements have at hand. In English only the words of an ordinary call: the others load with what
 * shows them, so they are here where another language or the page has given them.
 */
export type PresentStrings = UiStrings & Partial<Language & ErrorTable>;
