import { useLocale } from '../i18n/use-locale.ts';
import { moment } from './when.ts';

/** A timestamp of the API as a date and a time of day, in the reader's time zone. */
export function Moment({ timestamp }: { timestamp: string }) {
  const locale = useLocale();
  return <time dateTime={timestamp}>{moment(locale, Date.parse(timestamp))}</time>;
}
