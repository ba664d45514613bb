const DAYS = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'];

/** The weekday of a date as the attribute `hours` names it. */
export const dayName = (date: Date): string => DAYS[date.getDay()] ?? '';

/** The same of a day so many days ahead, on which it is not open now. */
export function dayAhead(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return dayName(date);
}
