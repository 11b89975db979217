import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';

/** Takes every factor of a person away, and says so in the audit trail where there was one. Returns how many. */
export async function clearFactors(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  personId: number,
  because: 'new_address' | 'operator',
): Promise<number> {
  let cleared = 0;
  for (const table of ['totp_secrets', 'passkeys', 'recovery_codes'] as const) {
    const gone = await tx
      .deleteFrom(table)
      .where('person_id', '=', personId)
      .returning('created_at')
      .execute();
    if (table !== 'recovery_codes') cleared += gone.length;
  }
  await tx.deleteFrom('code_guesses').where('person_id', '=', personId).execute();
  if (cleared === 0) return 0;
  await record(house, tx, origin, {
    event: 'person.factors_cleared',
    subject: `person:${personId}`,
    details: { because, factors: cleared },
  });
  return cleared;
}
