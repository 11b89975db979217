import type { Locale } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';

/** The language the page is shown in. */
export function useLocale(): Locale {
  return useTranslation().i18n.language === 'es' ? 'es' : 'en';
}
