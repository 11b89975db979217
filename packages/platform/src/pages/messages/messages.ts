import { type Html, html, type Part } from '../html.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export type Locale = 'en' | 'es';
export const locales: readonly Locale[] = ['en', 'es'];

export type MessageKey = keyof typeof en;
/** What a translation has to hold: exactly the keys of the English one. */
export type Catalogue = Readonly<Record<MessageKey, string>>;

/** The names in braces of a message, read from its type, so that a forgotten value does not compile. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
type ValuesOf<Key extends MessageKey> = [NamesIn<(typeof en)[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<NamesIn<(typeof en)[Key]>, Part>>];

/** The messages that need nothing filled in. */
export type PlainKey = { [Key in MessageKey]: ValuesOf<Key> extends [] ? Key : never }[MessageKey];

/** Says a message in one language; values are escaped unless they are markup of ours. */
export type Say = <Key extends MessageKey>(key: Key, ...values: ValuesOf<Key>) => Html;

export const catalogues: Readonly<Record<Locale, Catalogue>> = { en, es };

export function sayIn(locale: Locale): Say {
  return sayFrom(catalogues[locale]);
}

/** A `Say` over any catalogue; tests bring one of their own. */
export function sayFrom(catalogue: Catalogue): Say {
  return (key, ...[values]) => {
    const parts = catalogue[key].split(/\{(\w+)\}/);
    const filled = parts.map((part, place) =>
      place % 2 === 0 ? part : ((values as Record<string, Part> | undefined)?.[part] ?? ''),
    );
    return html`${filled}`;
  };
}
