import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { emailKey } from '../naming/email-key.ts';
import { newPersonId } from '../naming/new-person-id.ts';
import type { PersonRow, Tables } from '../schema/tables.ts';

type Means = Pick<House, 'clock' | 'random'>;

export interface NewPerson {
  readonly kind: PersonRow['kind'];
  readonly firstName?: string | null;
  readonly lastName: string;
  readonly email: string;
  /** PHC string; without one the person can never sign in with a password. */
  readonly passwordHash?: string | null;
  readonly locale?: PersonRow['locale'];
  readonly operator?: boolean;
  /** They read the mail of this address: a link that was sent there was opened. */
  readonly emailProven?: boolean;
  /** Made the account without being asked by anybody. */
  readonly signedUp?: boolean;
}

/** Whoever has an address, as whatever; somebody new where nobody has it. */
export async function personAt(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  person: NewPerson,
): Promise<number> {
  const known = await tx
    .selectFrom('people')
    .select('id')
    .where('email', '=', emailKey(person.email))
    .executeTakeFirst();
  return known?.id ?? (await createPerson(house, tx, origin, person));
}

/** Adds a principal that is in no company yet; answers the id. Fails as a unique violation if the address is taken. */
export async function createPerson(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  person: NewPerson,
): Promise<number> {
  // What cannot sign in must not hold what signing in takes.
  const passwordHash = person.kind === 'user' ? (person.passwordHash ?? null) : null;
  const firstName = person.firstName ?? null;
  const now = house.clock.now();
  const { id } = await tx
    .insertInto('people')
    .values({
      id: newPersonId(house.random),
      kind: person.kind,
      name: firstName === null ? person.lastName : `${firstName} ${person.lastName}`,
      first_name: firstName,
      last_name: person.lastName,
      email: emailKey(person.email),
      email_proven_at: person.emailProven === true ? now : null,
      password_hash: passwordHash,
      locale: person.locale ?? null,
      operator_since: person.operator === true ? now : null,
      created_at: now,
      deactivated_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(house, tx, origin, {
    event: 'person.created',
    subject: `person:${id}`,
    details: {
      kind: person.kind,
      operator: person.operator === true,
      ...(person.signedUp === true ? { signed_up: 'developer' } : {}),
    },
  });
  return id;
}
