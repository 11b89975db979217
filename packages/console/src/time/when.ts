import type { Locale } from '@gatehouse/wire';

/** Our Spanish is that of Latin America, and so are its dates. */
const regional: Readonly<Record<Locale, string>> = { en: 'en-US', es: 'es-419' };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const units = [
  { unit: 'year', length: 365 * day },
  { unit: 'month', length: 30 * day },
  { unit: 'week', length: 7 * day },
  { unit: 'day', length: day },
  { unit: 'hour', length: hour },
  { unit: 'minute', length: minute },
] as const;

/** How long ago, as people say it: "3 hours ago", "yesterday", "now". Times are milliseconds. */
export function ago(locale: Locale, then: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(regional[locale], { numeric: 'auto' });
  // A clock that runs behind the server's must not say "in 3 seconds".
  const passed = Math.max(0, now - then);
  const found = units.find(({ length }) => passed >= length);
  return found ? format.format(-Math.floor(passed / found.length), found.unit) : format.format(0, 'second');
}

/** The exact moment, in the reader's time zone: "Nov 3, 2026, 4:15 PM". */
export function moment(locale: Locale, then: number, timeZone?: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat(regional[locale], options).format(then);
}

/** A calendar day of the API, such as 2026-11-03, as "Nov 3". It is a day in UTC, wherever the reader is. */
export function calendarDay(locale: Locale, date: string): string {
  const options = { month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(regional[locale], options).format(Date.parse(date));
}
