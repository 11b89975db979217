import type { MessageKey } from '../messages/en.ts';

/** One thing that was looked at. What is not good is said together with what to do about it. */
export interface Check {
  readonly level: 'good' | 'warning' | 'bad';
  readonly key: MessageKey & `check.${string}`;
  readonly values: Readonly<Record<string, string | number>>;
}

type Values = Check['values'];

export const good = (key: Check['key'], values: Values = {}): Check => ({ level: 'good', key, values });
export const warning = (key: Check['key'], values: Values = {}): Check => ({ level: 'warning', key, values });
export const bad = (key: Check['key'], values: Values = {}): Check => ({ level: 'bad', key, values });
