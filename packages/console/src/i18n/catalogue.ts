import type { en } from './en.ts';

/** What a translation has to hold: exactly the keys of the English one. */
export type Translation<English> = Readonly<Record<keyof English, string>>;
export type Catalogue = Translation<typeof en>;

// Makes the compiler refuse unknown keys and forgotten values in every call of t().
declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    keySeparator: false;
    nsSeparator: false;
  }
}
