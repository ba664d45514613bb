import type { TranscriptItem } from '../../src/index.js';
import { localError } from '../session/local-error.js';
import type { PresentStrings } from '../strings/ui.js';
import { isShown } from './transcript-row.js';

export type TranscriptFormat = 'txt' | 'json' | 'vtt';

type Names = Pick<PresentStrings, 'agent' | 'you' | 'system' | 'image' | 'gap'>;

const mimeTypes: Readonly<Record<TranscriptFormat, string>> = {
  txt: 'text/plain',
  json: 'application/json',
  vtt: 'text/vtt',
};

const noFormat = { code: 44002, name: 'INVALID_CALL_PARAMETERS', fatal: false } as const;

/** Rejects when the browser does not allow it. */
export function copyTranscript(items: readonly TranscriptItem[], names: Names): Promise<void> {
  return navigator.clipboard.writeText(exportTranscript(items, 'txt', names));
}

/**
 * Saves the conversation as a file of the visitor's.
 *
 * @throws TelnyxError 44002 for another format: pages are written in JavaScript too
 */
export function downloadTranscript(items: readonly TranscriptItem[], format: TranscriptFormat, names: Names) {
  if (!Object.hasOwn(mimeTypes, format)) {
    const message = `A transcript is saved as ${Object.keys(mimeTypes).join(', ')}, not as ${format}.`;
    throw localError({ ...noFormat, message });
  }
  const text = exportTranscript(items, format, names);
  const address = URL.createObjectURL(new Blob([text], { type: mimeTypes[format] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `transcript.${format}`;
  link.click();
  // Safari reads the address only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

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
      return toVtt(items.filter(isShown), names);
    case 'txt':
      return items
        .filter(isShown)
        .map((item) => `${nameOf(item, names)}: ${textOf(item, names)}`)
        .join('\n');
  }
}

function nameOf({ role }: TranscriptItem, names: Names): string {
  return { user: names.you, assistant: names.agent, system: names.system }[role];
}

/** An image has its place in the text; itself it is in the JSON. */
function textOf({ text, kind, images, hasLeftOutImages }: TranscriptItem, names: Names): string {
  const count = (images?.length ?? 0) + (hasLeftOutImages ? 1 : 0);
  const words = (kind && names[kind]) ?? text;
  return [words, ...Array<string>(count).fill(`[${names.image}]`)].filter((each) => each !== '').join(' ');
}

/** Each message lasts until the next one; the last for as long as it takes to read. */
function toVtt(items: readonly TranscriptItem[], names: Names): string {
  const start = items[0]?.timestamp ?? 0;
  const cues = items.map((item, index) => {
    const from = Math.max(0, item.timestamp - start);
    const next = items[index + 1];
    const text = textOf(item, names);
    const to = next ? Math.max(from + 1, next.timestamp - start) : from + 1000 + text.length * 60;
    return `${vttTime(from)} --> ${vttTime(to)}\n<v ${escapeVtt(nameOf(item, names))}>${escapeVtt(text)}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}

/** A cue must hold no markup, no arrow and no empty line. */
const escapeVtt = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\r\n]+\s*/g, ' ');

function vttTime(milliseconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(milliseconds / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}.${String(milliseconds % 1000).padStart(3, '0')}`;
}
