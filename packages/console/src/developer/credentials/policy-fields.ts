import type { TFunction } from 'i18next';
import { type RedirectUriFault, redirectUriFault } from './redirect-uri-fault.ts';

const hour = 3_600;
const day = 24 * hour;

/** How long an authorization may last, as one would say it. */
const spans = [
  [hour, 'client_policy.limit.hour'],
  [day, 'client_policy.limit.day'],
  [7 * day, 'client_policy.limit.week'],
  [30 * day, 'client_policy.limit.month'],
  [90 * day, 'client_policy.limit.quarter'],
  [365 * day, 'client_policy.limit.year'],
] as const;

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The choices of a limit; one that was set otherwise, by the API, is among them as it is. */
export function limitChoices(current: number | null, t: TFunction): Choice[] {
  const known = spans.map(([seconds, label]) => ({ value: String(seconds), label: t(label) }));
  const other = current !== null && !known.some(({ value }) => value === String(current));
  return [
    { value: '', label: t('client_policy.limit.deployed') },
    ...(other
      ? [{ value: String(current), label: t('client_policy.limit.seconds', { seconds: current }) }]
      : []),
    ...known,
  ];
}

/** How long a lost answer may be asked for again: a minute at most, in steps that tell clients apart. */
const graces = [0, 2, 5, 10, 30, 60];

export function graceChoices(current: number | null, t: TFunction): Choice[] {
  const seconds = current === null || graces.includes(current) ? graces : [current, ...graces];
  return [
    { value: '', label: t('client_policy.grace.deployed') },
    ...seconds.map((each) => ({
      value: String(each),
      label:
        each === 0 ? t('client_policy.grace.never') : t('client_policy.grace.seconds', { seconds: each }),
    })),
  ];
}

/** One address a line; empty lines are nothing. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export type UriFault = RedirectUriFault | 'out_of_band';

/** What is wrong with the first address that is wrong. After a sign-out there is no code that a page could show. */
export function faultAmong(uris: readonly string[]): UriFault | undefined {
  const faults = uris.map((uri) => (uri.startsWith('urn:') ? 'out_of_band' : redirectUriFault(uri)));
  return faults.find((fault) => fault !== undefined);
}
