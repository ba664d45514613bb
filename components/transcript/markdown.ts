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

/** A piece of a message: lines of text, a list, a table whose first row is its head, or lines of code. */
export type Block =
  | { readonly lines: readonly Inline[] }
  | { readonly list: 'ul' | 'ol'; readonly start: number; readonly items: (readonly Inline[])[] }
  | { readonly table: readonly (readonly (readonly Inline[])[])[] }
  | { readonly code: string };

const FENCE = /^\s*```[^`]*$/;
const FENCE_END = /^\s*```\s*$/;
const ITEM = /^\s*(?:[-*+•]|(?<number>\d{1,9})[.)])\s+(?<item>\S.*)/;
/** With dots of other scripts that browsers read as one. */
const LIKE_ADDRESS = /[/@]|[.\u2024\u3002\uff0e\uff61]\S/;
/** Between the head of a table and its rows. */
const RULE = /^\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$/;
const HEADING = /^#{1,6}\s+(?=\S)/;

/** Each alternative ends at the next mark of its kind or after a few hundred characters: no text makes it slow. */
const MARKED = new RegExp(
  [
    // An address may have any of these marks in it.
    `(?:${ADDRESS.source})`,
    '`{1,3}(?<code>[^`\\n]+)`{1,3}',
    // An image too: it is not fetched, but where it is can be looked at.
    '!?\\[(?<label>[^\\[\\]\\n]{1,300})\\]\\((?<address>[^()\\s]{1,2000})\\)',
    '\\*{2,3}(?=\\S)(?<strong>[^*\\n]+)(?<=\\S)\\*{2,3}',
    '(?<![\\w*])\\*(?=\\S)(?<em>[^*\\n]+)(?<=\\S)\\*(?![\\w*])',
    '(?<!\\w)_(?=\\S)(?<emphasis>[^_\\n]+)(?<=\\S)_(?!\\w)',
  ].join('|'),
  'gi',
);

/**
 * What models write into their messages of Markdown: emphasis, code, lists, tables, headings and links. The rest, HTML
 * among it, stays the text that it is. The result holds text and addresses only, never markup.
 */
export function parseMarkdown(message: string): Block[] {
  const readable = withoutDirectionMarks(message);
  if (readable.length > LONGEST) return [{ lines: [readable] }];
  const blocks: Block[] = [];
  let text: string[] = [];
  let code: string[] | null = null;
  const endText = () => {
    const lines = text.join('\n').replace(/^\n+/, '').trimEnd();
    if (lines) blocks.push({ lines: lines.split('\n').flatMap(lineWithBreak) });
    text = [];
  };
  const all = readable.split('\n');
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at] ?? '';
    if ((code ? FENCE_END : FENCE).test(line)) {
      if (code) blocks.push({ code: code.join('\n') });
      else endText();
      code = code ? null : [];
    } else if (code) code.push(line);
    else if (line.includes('|') && RULE.test(all[at + 1]?.trim() ?? '')) {
      endText();
      const rows = rowsOf(all, at);
      blocks.push({ table: rows });
      at += rows.length;
    } else {
      const item = ITEM.exec(line);
      if (item) {
        endText();
        addItem(blocks, item);
      } else text.push(line);
    }
  }
  endText();
  if (code) blocks.push({ code: code.join('\n') });
  return blocks;
}

/** The table that begins at this line, with as many cells in each row as its head has. */
function rowsOf(all: readonly string[], at: number): Inline[][][] {
  const end = all.findIndex((line, index) => index > at && !line.includes('|'));
  const [head = '', , ...rows] = all.slice(at, end < 0 ? undefined : end);
  const width = cellsOf(head).length;
  return [head, ...rows].map((row) => {
    const cells = cellsOf(row);
    return Array.from({ length: width }, (_, index) => parseInline(cells[index] ?? ''));
  });
}

const cellsOf = (row: string): string[] =>
  row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

/** Adds an item to the list before it, or to a new one. Empty lines between items are no end of their list. */
function addItem(blocks: Block[], { groups: { number, item = '' } = {} }: RegExpExecArray) {
  const list = number ? 'ol' : 'ul';
  const last = blocks.at(-1);
  if (last && 'list' in last && last.list === list) last.items.push(parseInline(item));
  else blocks.push({ list, start: Number(number ?? 1), items: [parseInline(item)] });
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
    const marked = piecesOf(groups);
    if (!marked) continue;
    if (index > end) pieces.push(...linkText(text.slice(end, index)));
    pieces.push(...marked);
    end = index + match.length;
  }
  if (end < text.length) pieces.push(...linkText(text.slice(end)));
  return pieces;
}

/** `null` for an address, which is looked for in the text around it. */
function piecesOf(groups: Record<string, string | undefined>): Inline[] | null {
  const { code, label, address, strong, em, emphasis } = groups;
  if (code) return [{ mark: 'code', content: [code] }];
  if (strong) return [{ mark: 'strong', content: parseInline(strong) }];
  const emphasised = em ?? emphasis;
  if (emphasised) return [{ mark: 'em', content: parseInline(emphasised) }];
  if (!label || !address) return null;
  const href = safeHref(address);
  const name = label.replace(/^[*_`]+|[*_`]+$/g, '');
  // A name that reads like an address must not lead to another one.
  if (href && name && (safeHref(name) === href || !LIKE_ADDRESS.test(name))) return [{ text: name, href }];
  return ['[', ...linkText(label), '](', ...linkText(address), ')'];
}
