import { en, type MessageKey } from './en.ts';
import { es } from './es.ts';

export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** The language a person has asked for, or that of their system. Everything else is English. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): 'en' | 'es' {
  const wish = env.DRIVE_LANGUAGE || env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^es(?:[_.@-]|$)/i.test(wish) ? 'es' : 'en';
}

export function translator(language: 'en' | 'es'): Translate {
  const catalogue = language === 'es' ? es : en;
  let rules: Intl.PluralRules | undefined;
  return (key, values = {}) =>
    catalogue[key].replace(
      /\{(\w+)(?:\|([^|}]+)\|([^|}]+))?\}/g,
      (whole, name: string, one?: string, several?: string) => {
        const value = values[name];
        if (one === undefined || several === undefined) return String(value ?? whole);
        rules ??= new Intl.PluralRules(language);
        return rules.select(Number(value)) === 'one' ? one : several;
      },
    );
}
