import {
  ADDRESS,
  LONGEST,
  linkText,
  safeHref,
  type TextSegment,
  withoutDirectionMarks,
} from './link-text.js';

/** A piece of a line: text, a link, or other pieces that are marked. */
export type Inline =
  TextSegment | { readonly mark: 'strong' | 'em' | 'code'; readonly content: readonly Inline[] };

/** A piece of a message: lines of text, a list, or lines of code. */
export type Block =
  | { readonly lines: readonly Inline[] }
  | { readonly list: 'ul' | 'ol'; readonly start: number; readonly items: (readonly Inline[])[] }
  | { readonly code: string };

const FENCE = /^\s*```/;
const BULLET = /^\s*[-*+•]\s+(?=\S)/;
const NUMBER = /^\s*(\d{1,9})[.)]\s+(?=\S)/;
const HEADING = /^#{1,6}\s+(?=\S)/;

/** Each alternative ends at the next mark of its kind or after a few hundred characters: no text makes it slow. */
const MARKED = new RegExp(
  [
    // An address may have any of these marks in it.
    `(?:${ADDRESS.source})`,
    '`(?<code>[^`\\n]+)`',
    '\\[(?<label>[^\\[\\]\\n]{1,300})\\]\\((?<address>[^()\\s]{1,2000})\\)',
    '\\*{2,3}(?=\\S)(?<strong>[^*\\n]+)(?<=\\S)\\*{2,3}',
    '(?<![\\w*])\\*(?=\\S)(?<em>[^*\\n]+)(?<=\\S)\\*(?![\\w*])',
    '(?<!\\w)_(?=\\S)(?<emphasis>[^_\\n]+)(?<=\\S)_(?!\\w)',
  ].join('|'),
  'gi',
);

/**
 * What models write into their messages of Markdown: emphasis, code, lists, headings and links. The rest, tables and
 * HTML among it, stays the text that it is. The result holds text and addresses only, never markup.
 */
export function parseMarkdown(message: string): Block[] {
  if (message.length > LONGEST) return [{ lines: [message] }];
  const blocks: Block[] = [];
  let text: string[] = [];
  let code: string[] | null = null;
  const endText = () => {
    const lines = text.join('\n').replace(/^\n+/, '').trimEnd();
    if (lines) blocks.push({ lines: lines.split('\n').flatMap(lineWithBreak) });
    text = [];
  };
  for (const line of withoutDirectionMarks(message).split('\n')) {
    if (FENCE.test(line)) {
      if (code) blocks.push({ code: code.join('\n') });
      else endText();
      code = code ? null : [];
    } else if (code) code.push(line);
    else if (!addItem(blocks, text, line, endText)) text.push(line);
  }
  endText();
  if (code) blocks.push({ code: code.join('\n') });
  return blocks;
}

/** Adds a line that is an item of a list to the list before it, or to a new one. */
function addItem(blocks: Block[], text: readonly string[], line: string, endText: () => void): boolean {
  const number = NUMBER.exec(line);
  const mark = number ?? BULLET.exec(line);
  if (!mark) return false;
  // Empty lines between items are no end of their list.
  if (text.some((each) => each.trim())) endText();
  const list = number ? 'ol' : 'ul';
  const item = parseInline(line.slice(mark[0].length));
  const last = blocks.at(-1);
  if (last && 'list' in last && last.list === list) last.items.push(item);
  else blocks.push({ list, start: Number(number?.[1] ?? 1), items: [item] });
  return true;
}

function lineWithBreak(line: string, index: number): Inline[] {
  const mark = HEADING.exec(line);
  const content = parseInline(mark ? line.slice(mark[0].length) : line);
  const pieces: Inline[] = mark ? [{ mark: 'strong', content }] : content;
  return index > 0 ? ['\n', ...pieces] : pieces;
}

function parseInline(text: string): Inline[] {
  const pieces: Inline[] = [];
  let end = 0;
  for (const { 0: match, index, groups = {} } of text.matchAll(MARKED)) {
    const piece = pieceOf(groups);
    if (!piece) continue;
    if (index > end) pieces.push(...linkText(text.slice(end, index)));
    pieces.push(piece);
    end = index + match.length;
  }
  if (end < text.length) pieces.push(...linkText(text.slice(end)));
  return pieces;
}

function pieceOf({
  code,
  label,
  address,
  strong,
  em,
  emphasis,
}: Record<string, string | undefined>): Inline | null {
  if (code) return { mark: 'code', content: [code] };
  if (strong) return { mark: 'strong', content: parseInline(strong) };
  const emphasised = em ?? emphasis;
  if (emphasised) return { mark: 'em', content: parseInline(emphasised) };
  const href = address && safeHref(address);
  // A name that reads like an address of its own must not lead to another one.
  return href && label && !/[/@]|\.\w/.test(label) ? { text: label, href } : null;
}
