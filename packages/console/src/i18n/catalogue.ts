import type { en } from './en.ts';

/** What a translation has to hold: exactly the keys of the English one. */
export type Catalogue = Readonly<Record<keyof typeof en, string>>;

// Makes the compiler refuse unknown keys and forgotten values in every call of t().
declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    keySeparator: false;
    nsSeparator: false;
  }
}
