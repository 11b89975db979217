import { type Html, html, type Part } from '@gatehouse/service';
import { en } from './en.ts';
import { es } from './es.ts';

export type Locale = 'en' | 'es';
export type MessageKey = keyof typeof en;

export const catalogues: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = { en, es };

export type Say = (key: MessageKey, values?: Readonly<Record<string, Part>>) => Html;

/** Says a message in one language; what is filled in is escaped unless it is markup of ours. */
export function sayIn(locale: Locale): Say {
  return (key, values = {}) => {
    const parts = catalogues[locale][key].split(/\{(\w+)\}/);
    return html`${parts.map((part, place) => (place % 2 === 0 ? part : (values[part] ?? '')))}`;
  };
}

/** What the person has chosen here; else what the browser prefers (RFC 9110 section 12.5.4), first match. */
export function localeOf(
  headers: { readonly 'accept-language'?: string | undefined },
  chosen: string | null | undefined,
): Locale {
  const wanted = [chosen ?? '', ...(headers['accept-language'] ?? '').split(',', 20)];
  for (const tag of wanted) {
    const language = tag.trim().slice(0, 2).toLowerCase();
    if (language === 'en' || language === 'es') return language;
  }
  return 'en';
}
