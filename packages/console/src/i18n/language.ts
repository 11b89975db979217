import type { Locale } from '@gatehouse/wire';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Catalogue } from './catalogue.ts';

const catalogues: Readonly<Record<Locale, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en.ts')).en,
  es: async () => (await import('./es.ts')).es,
};

export const locales = ['en', 'es'] as const satisfies readonly Locale[];

/** Prepares the texts in the browser's language; the person's own comes with the session. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await speak(preferred(navigator.languages));
}

/** Switches every text of the page; a catalogue is fetched when it is first spoken. */
export async function speak(locale: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(locale, 'translation')) {
    i18next.addResourceBundle(locale, 'translation', await catalogues[locale]());
  }
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

/** The first of the given language tags that we speak, else English. */
export function preferred(tags: readonly string[]): Locale {
  const known = tags.map((tag) => tag.toLowerCase().split('-')[0]);
  return locales.find((locale) => locale === known.find((tag) => tag === 'en' || tag === 'es')) ?? 'en';
}
