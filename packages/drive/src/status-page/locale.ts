export type Locale = 'en' | 'es';

/** The language a person chose on the page, else the first of their browser's that there is, else English. */
export function localeOf(chosen: string | null, accepted: string | undefined): Locale {
  if (chosen === 'en' || chosen === 'es') return chosen;
  for (const range of (accepted ?? '').split(',')) {
    const language = range.trim().slice(0, 2).toLowerCase();
    if (language === 'en' || language === 'es') return language;
  }
  return 'en';
}
