import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import { keepMemberWords } from '../../naming/member-words.ts';
import { newPersonId } from '../../naming/new-person-id.ts';
import { sortKey } from '../../naming/sort-key.ts';
import { takeAwayPermissions } from '../../permissions/take-away.ts';
import type { Tables } from '../../schema/tables.ts';

type Means = Pick<House, 'clock' | 'random'>;

/**
 * The directory contact whose permissions are an account's (rule S2). It begins with none, and can neither sign in
 * nor be written to, because `.invalid` is no place in the world (RFC 6761 section 6.4).
 */
export async function createContact(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  name: string,
): Promise<number> {
  const now = house.clock.now();
  const { id: personId } = await tx
    .insertInto('people')
    .values({
      id: newPersonId(house.random),
      kind: 'service_account',
      name,
      first_name: null,
      last_name: name,
      email: `${Buffer.from(house.random.bytes(12)).toString('hex')}@service-accounts.invalid`,
      password_hash: null,
      locale: null,
      operator_since: null,
      created_at: now,
      deactivated_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('company_members')
    .values({
      company_id: companyId,
      person_id: personId,
      name_key: sortKey(name),
      employee_since: null,
      job_title: null,
      created_at: now,
      removed_at: null,
    })
    .execute();
  await keepMemberWords(tx, personId);
  await record(house, tx, origin, { event: 'member.added', companyId, subject: `person:${personId}` });
  return personId;
}

/** Takes every permission of a contact away: its levels, its projects, and its name on private items. */
export async function stripContact(tx: Writer<Tables>, companyId: number, personId: number): Promise<void> {
  await takeAwayPermissions(tx, companyId, personId);
  await tx
    .deleteFrom('document_readers')
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .execute();
}

/** Takes a contact out of the directory for good. Its row stays: what it did is signed with its name. */
export async function retireContact(
  house: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
): Promise<void> {
  const now = house.clock.now();
  await stripContact(tx, companyId, personId);
  await tx
    .updateTable('company_members')
    .set({ removed_at: now })
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .execute();
  await tx
    .updateTable('people')
    .set({ deactivated_at: now })
    .where('id', '=', personId)
    .where('kind', '=', 'service_account')
    .where('deactivated_at', 'is', null)
    .execute();
}
