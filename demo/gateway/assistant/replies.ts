/** What the assistant does about something a visitor typed. */
export interface Reply {
  readonly text: string;
  /** Afterwards it ends the call. */
  readonly hangsUp?: boolean;
  /** Before it answers, it asks the page for its title. */
  readonly asksForTitle?: boolean;
}

export interface TypedMessage {
  readonly text: string;
  readonly images: number;
}

export type DynamicVariables = Readonly<Record<string, string>>;

const MAX_QUOTE = 160;

/** The first rule whose words occur in the message answers it. */
const RULES: readonly (readonly [RegExp, (variables: DynamicVariables, now: Date) => Reply])[] = [
  [
    /\b(hours?|open|opening|close[ds]?)\b/i,
    () => ({ text: 'We are open from nine to five, Monday to Friday.' }),
  ],
  [/\b(prices?|costs?|pay|free)\b/i, () => ({ text: 'This demo is free. It runs on your own machine.' })],
  [/\bname\b/i, (variables) => ({ text: introduction(variables) })],
  [/\btime\b/i, (_variables, now) => ({ text: `It is ${clockTime(now)}.` })],
  [/\b(title|page)\b/i, () => ({ text: '', asksForTitle: true })],
  [/\b(hello|hi|hey)\b/i, (variables) => ({ text: `${greetingWord(variables)} What can I do for you?` })],
  [/\bhelp\b/i, () => ({ text: 'Ask me about opening hours, prices, the time, or the title of this page.' })],
  [/\b(goodbye|bye)\b/i, () => ({ text: 'Goodbye! It was nice to talk to you.', hangsUp: true })],
];

/** Answers a typed message by simple rules; nothing leaves the machine. */
export function replyTo({ text, images }: TypedMessage, variables: DynamicVariables, now: Date): Reply {
  if (images > 0) return { text: `I received ${images} ${images === 1 ? 'image' : 'images'}.` };
  const rule = RULES.find(([pattern]) => pattern.test(text));
  if (rule) return rule[1](variables, now);
  const quote = text.trim().slice(0, MAX_QUOTE);
  return {
    text: quote === '' ? 'Please tell me more.' : `You said: ${quote}. Thank you, I will remember that.`,
  };
}

/** Answers something spoken, which the assistant hears but does not understand. */
export function replyToSpeech(seconds: string): string {
  return `I heard you for ${seconds} seconds. I only notice that you speak, so please type what you need.`;
}

/** The first words of a call. */
export function greeting(variables: DynamicVariables): string {
  return `${greetingWord(variables)} I am the demo assistant. Ask me something, or type a message.`;
}

export const GOODBYE = 'That is all for now. Goodbye!';

/** What the assistant says about the page's title, or about not learning it. */
export function aboutTitle(title: string | null): string {
  return title === null ? 'Your page did not tell me its title.' : `This page is called ${title}.`;
}

function greetingWord(variables: DynamicVariables): string {
  const name = variables.first_name;
  return name ? `Hello ${name}!` : 'Hello!';
}

function introduction(variables: DynamicVariables): string {
  const name = variables.first_name;
  return name ? `I am the demo assistant, and you are ${name}.` : 'I am the demo assistant.';
}

function clockTime(now: Date): string {
  return `${now.getHours()}:${String(now.getMinutes()).padStart(2, '0')}`;
}
