const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const DAY = 24 * 60;
const WEEK = 7 * DAY;
const A_MINUTE_MS = 60_000;

/** From and to, in minutes since the beginning of Monday; what goes past midnight ends after its day. */
type Span = readonly [number, number];

/** When somebody is there, in the time of one place. */
export interface OpeningHours {
  readonly spans: readonly Span[];
  readonly clock: Intl.DateTimeFormat;
}

const RULE = /^([a-z]{2}(?:\s*[-,]\s*[a-z]{2})*)\s+([\d:\s,-]+)$/i;
const TIMES = /^(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)$/;

/**
 * Reads `Mo-Fr 09:00-12:00,13:00-17:30; Sa 10:00-13:00`, the days in English as in schema.org's `openingHours`;
 * `undefined` for anything else. Without a time zone it is the visitor's; throws a RangeError for an unknown one.
 */
export function parseHours(text: string, timeZone?: string): OpeningHours | undefined {
  const spans: Span[] = [];
  for (const rule of text.split(';').filter((each) => each.trim() !== '')) {
    const [, days = '', times = ''] = RULE.exec(rule.trim()) ?? [];
    const on = days.split(',').map(parseDays);
    const at = times.split(',').map(parseTimes);
    for (const day of on.flat()) {
      for (const time of at) {
        if (day === undefined || time === undefined) return undefined;
        spans.push([day * DAY + time[0], day * DAY + time[1]]);
      }
    }
  }
  if (spans.length === 0) return undefined;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return { spans, clock };
}

/** Whether somebody is there, and when that changes. */
export interface Opening {
  readonly isOpen: boolean;
  readonly changesAt: Date;
}

export function openingAt(hours: OpeningHours, now: Date): Opening {
  const { spans } = hours;
  const minute = minuteOfWeek(now, hours);
  const left = spans.flatMap(([from, to]) =>
    [minute, minute + WEEK].filter((each) => each >= from && each < to).map((each) => to - each),
  );
  const isOpen = left.length > 0;
  const wait = isOpen ? Math.max(...left) : Math.min(...spans.map(([from]) => (from - minute + WEEK) % WEEK));
  const changesAt = new Date(now);
  changesAt.setMinutes(changesAt.getMinutes() + wait, 0, 0);
  // Meanwhile the clock may be put forward or back.
  const off = (minute + wait - minuteOfWeek(changesAt, hours) + 1.5 * WEEK) % WEEK;
  return { isOpen, changesAt: new Date(changesAt.getTime() + (off - WEEK / 2) * A_MINUTE_MS) };
}

/** One day, or those from one to the other, also over Sunday. */
function parseDays(text: string): (number | undefined)[] {
  const [from = -1, to = from, ...more] = text
    .trim()
    .split('-')
    .map((day) => DAYS.findIndex((each) => each.toLowerCase() === day.trim().toLowerCase()));
  if (from < 0 || to < 0 || more.length > 0) return [undefined];
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7);
}

function parseTimes(text: string): Span | undefined {
  const [, ...parts] = TIMES.exec(text.trim()) ?? [];
  const [fromHour = 99, fromMinute = 99, toHour = 99, toMinute = 99] = parts.map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute;
  if (from >= DAY || to > DAY || fromMinute > 59 || toMinute > 59) return undefined;
  return from === to ? undefined : [from, to > from ? to : to + DAY];
}

function minuteOfWeek(now: Date, { clock }: OpeningHours): number {
  const {
    weekday = '',
    hour,
    minute,
  } = Object.fromEntries(clock.formatToParts(now).map(({ type, value }) => [type, value])) as Partial<
    Record<Intl.DateTimeFormatPartTypes, string>
  >;
  return DAYS.indexOf(weekday.slice(0, 2)) * DAY + Number(hour) * 60 + Number(minute);
}
