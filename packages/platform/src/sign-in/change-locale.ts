import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { setLocale } from './person-store.ts';

/** Sets the language a person reads, and says so in the audit trail if it was another one. */
export async function changeLocale(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  personId: number,
  locale: 'en' | 'es',
): Promise<void> {
  if (await setLocale(tx, personId, locale))
    await record(house, tx, origin, {
      event: 'person.locale_changed',
      subject: `person:${personId}`,
      details: { locale },
    });
}
