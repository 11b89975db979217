import type { Locale } from './messages.ts';

export function timeIn(locale: Locale, milliseconds: number): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(milliseconds)} UTC`;
}
