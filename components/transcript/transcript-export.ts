import type { TranscriptItem } from '../../src/index.js';
import type { Strings } from '../strings/en.js';

export type TranscriptFormat = 'txt' | 'json' | 'vtt';

type Names = Pick<Strings, 'agent' | 'you' | 'system'>;

export const mimeTypes: Readonly<Record<TranscriptFormat, string>> = {
  txt: 'text/plain',
  json: 'application/json',
  vtt: 'text/vtt',
};

/** The conversation as a file's text. */
export function exportTranscript(
  items: readonly TranscriptItem[],
  format: TranscriptFormat,
  names: Names,
): string {
  switch (format) {
    case 'json':
      return JSON.stringify(items, null, 2);
    case 'vtt':
      return toVtt(items, names);
    case 'txt':
      return items.map((item) => `${nameOf(item, names)}: ${item.text}`).join('\n');
  }
}

function nameOf({ role }: TranscriptItem, names: Names): string {
  return { user: names.you, assistant: names.agent, system: names.system }[role];
}

/** Each message lasts until the next one; the last for as long as it takes to read. */
function toVtt(items: readonly TranscriptItem[], names: Names): string {
  const start = items[0]?.timestamp ?? 0;
  const cues = items.map((item, index) => {
    const from = Math.max(0, item.timestamp - start);
    const next = items[index + 1];
    const to = next ? Math.max(from + 1, next.timestamp - start) : from + 1000 + item.text.length * 60;
    return `${vttTime(from)} --> ${vttTime(to)}\n<v ${escapeVtt(nameOf(item, names))}>${escapeVtt(item.text)}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}

/** A cue must hold no markup, no arrow and no empty line. */
const escapeVtt = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\s*\n\s*/g, ' ');

function vttTime(milliseconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(milliseconds / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}.${String(milliseconds % 1000).padStart(3, '0')}`;
}
