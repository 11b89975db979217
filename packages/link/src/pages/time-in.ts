import type { Locale } from './messages.ts';

export function timeIn(
  locale: Locale,
  milliseconds: number,
  timeStyle: 'short' | 'medium' = 'short',
): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle,
    timeZone: 'UTC',
  });
  return `${format.format(milliseconds)} UTC`;
}
