import { en } from './en.ts';
import { es } from './es.ts';

export type WordKey = keyof typeof en;
/** What a language must have: every key, none missing. */
export type Words = Readonly<Record<WordKey, string>>;

export type Locale = 'en' | 'es';
export type Say = (key: WordKey, values?: Readonly<Record<string, string>>) => string;

/** Says a text with its `{names}` filled in; the page escapes it. */
export function sayIn(locale: Locale): Say {
  const words: Words = locale === 'es' ? es : en;
  return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** What the person chose here; else the first language of theirs that we speak. */
export function localeOf(chosen: string | undefined, acceptLanguage: string | undefined): Locale {
  if (chosen === 'en' || chosen === 'es') return chosen;
  const wanted = (acceptLanguage ?? '').split(',').map((each) => each.trim().slice(0, 2).toLowerCase());
  return wanted.find((each) => each === 'en' || each === 'es') ?? 'en';
}
