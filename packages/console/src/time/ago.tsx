import { useLocale } from '../i18n/use-locale.ts';
import { useNow } from './use-now.ts';
import { ago as inWords, moment } from './when.ts';

/** A timestamp of the API as "3 hours ago", with the exact moment beside it. */
export function Ago({ timestamp }: { timestamp: string }) {
  const locale = useLocale();
  const now = useNow();
  const then = Date.parse(timestamp);
  return (
    <time dateTime={timestamp} title={moment(locale, then)}>
      {inWords(locale, then, now)}
    </time>
  );
}
