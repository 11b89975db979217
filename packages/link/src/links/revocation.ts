import type { Insertable } from '@gatehouse/database';
import { ulid } from '@gatehouse/service';
import type { House } from '../house.ts';
import { note } from '../journal/journal.ts';
import type { LinkRow, RevocationRow } from '../schema/tables.ts';
import { keyIdOf, openRecord, sealRecord } from '../vault/sealed-record.ts';

const first = 5_000;
const longest = 3_600_000;
/** Longer than a try takes. */
const lease = 20_000;
const givenUpAfter = 30 * 86_400_000;

/**
 * What closes a family upstream later: its access token alone, sealed for this one use. Gatehouse closes a family by an
 * access token that has expired, too; so the refresh token can go at once, and what stays opens nothing after an hour
 * and a half at the latest.
 */
export async function revocationOf(
  { vault, clock, random }: House,
  { person_id, id: link_id }: Pick<LinkRow, 'person_id' | 'id'>,
  accessToken: string,
): Promise<Insertable<RevocationRow>> {
  const id = ulid(clock, random);
  const place = { table: 'revocations', row: id, person: person_id, generation: 0 } as const;
  const sealed = await sealRecord(vault, place, Buffer.from(accessToken));
  const now = clock.now();
  return {
    id,
    person_id,
    link_id,
    sealed,
    key_id: keyIdOf(sealed),
    attempts: 0,
    next_attempt_at: now + first,
    expires_at: now + givenUpAfter,
  };
}

type Attempted = Pick<RevocationRow, 'id' | 'person_id' | 'link_id' | 'sealed' | 'attempts'>;

/** Tries once, on one node alone; true when Gatehouse has confirmed it, which ends the row. */
export async function attemptRevocation(house: House, row: Attempted): Promise<boolean> {
  const { id, person_id, link_id, attempts } = row;
  if (!(await claimAttempt(house, row))) return false;
  // One that does not open waits like one that nobody answers: it holds up no other.
  const confirmed = await revokeSealed(house, row).then(
    () => true,
    (error: unknown) => {
      house.logger.warn({ err: error, link: link_id }, 'a revocation is not confirmed yet');
      return false;
    },
  );
  await house.database.write(async (tx) => {
    if (confirmed) {
      const gone = await tx.deleteFrom('revocations').where('id', '=', id).returning('id').execute();
      if (gone.length > 0)
        await note(house, tx, { personId: person_id, event: 'revoked_upstream', linkId: link_id });
      return;
    }
    const wait = Math.min(longest, first * 2 ** Math.min(attempts, 20));
    await tx
      .updateTable('revocations')
      .set({ next_attempt_at: house.clock.now() + wait })
      .where('id', '=', id)
      .where('attempts', '=', attempts + 1)
      .execute();
  });
  return confirmed;
}

/** A process that dies with it loses it after a while: asking twice does no harm, only all nodes at once would. */
async function claimAttempt({ database, clock }: House, { id, attempts }: Attempted): Promise<boolean> {
  const claimed = await database.write((tx) =>
    tx
      .updateTable('revocations')
      .set({ attempts: attempts + 1, next_attempt_at: clock.now() + lease })
      .where('id', '=', id)
      .where('attempts', '=', attempts)
      .returning('id')
      .executeTakeFirst(),
  );
  return claimed !== undefined;
}

async function revokeSealed(
  { vault, gatehouse }: House,
  { id, person_id, sealed }: Pick<RevocationRow, 'id' | 'person_id' | 'sealed'>,
): Promise<void> {
  const place = { table: 'revocations', row: id, person: person_id, generation: 0 } as const;
  const plain = await openRecord(vault.custodian, place, sealed);
  try {
    await gatehouse.revoke(Buffer.from(plain).toString());
  } finally {
    plain.fill(0);
  }
}

/** Tries what is due, and gives up after a month: the person can still revoke at Gatehouse itself. */
export async function revokePending(house: House): Promise<void> {
  const now = house.clock.now();
  const due = await house.database.read((tx) =>
    tx
      .selectFrom('revocations')
      .selectAll()
      .where('next_attempt_at', '<=', now)
      .orderBy('next_attempt_at')
      .limit(50)
      .execute(),
  );
  for (const row of due) {
    if (row.expires_at > now) await attemptRevocation(house, row);
    else await giveUp(house, row);
  }
}

async function giveUp(house: House, { id, person_id, link_id }: RevocationRow): Promise<void> {
  await house.database.write(async (tx) => {
    const gone = await tx.deleteFrom('revocations').where('id', '=', id).returning('id').execute();
    if (gone.length > 0)
      await note(house, tx, { personId: person_id, event: 'revocation_given_up', linkId: link_id });
  });
}
