import type { Locale, Notice, NoticeData, NoticeKind } from '@gatehouse/wire';
import { reasonKey } from '../service-accounts/account-words.ts';
import { moment } from '../time/when.ts';

/** What a notice of each kind carries; the kind decides the shape of its data on the wire. */
type Told = { [Kind in NoticeKind]: { readonly kind: Kind; readonly data: NoticeData<Kind> } }[NoticeKind];

export function toldBy({ kind, data }: Notice): Told {
  return { kind, data } as Told;
}

/** The sentence of a notice: a key of the catalogues, whose values are the notice's own data. */
export function sentenceOf(told: Told) {
  switch (told.kind) {
    case 'verification.decided':
      return told.data.verified ? 'notices.verification.verified' : 'notices.verification.refused';
    case 'listing.decided':
      return `notices.listing.${told.data.decision}` as const;
    default:
      return `notices.${told.kind}` as const;
  }
}

/** What somebody wrote with a decision, in their own words. */
export function quoteOf(told: Told): string | null {
  switch (told.kind) {
    case 'installation_request.approved':
    case 'installation_request.denied':
      return told.data.answer;
    case 'listing.decided':
      return told.data.note;
    default:
      return null;
  }
}

/** Why an account ceased: a key of the catalogues. */
export function causeOf(told: Told) {
  return told.kind === 'service_account.ceased' ? reasonKey(told.data.reason) : undefined;
}

/** The values of every sentence; those that a kind does not carry its sentence does not ask for. */
export function valuesOf({ data }: Notice, locale: Locale) {
  const text = (field: string) => String(data[field] ?? '');
  return {
    company_name: text('company_name'),
    app_name: text('app_name'),
    person_name: text('person_name'),
    semver: text('semver'),
    name: text('name'),
    left: text('left'),
    date: typeof data.expires_at === 'string' ? moment(locale, Date.parse(data.expires_at)) : '',
  };
}
