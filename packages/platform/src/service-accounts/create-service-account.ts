import type { Writer } from '@gatehouse/database';
import { createClient } from '../apps/create-app.ts';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';

export interface NewServiceAccount {
  readonly companyId: number;
  readonly name: string;
  readonly createdBy: number;
}

export interface CreatedServiceAccount {
  readonly id: number;
  /** The directory contact whose permissions are the account's; it begins with none. */
  readonly personId: number;
  readonly clientId: string;
  /** Shown once. */
  readonly clientSecret: string;
}

/**
 * A traditional service account (rules S1 to S3): a credential of one company, and a directory contact that can
 * neither sign in nor be written to, because `.invalid` is no place in the world (RFC 6761 section 6.4).
 */
export async function createServiceAccount(
  house: Pick<House, 'clock' | 'random' | 'keys'>,
  tx: Writer<Tables>,
  origin: Origin,
  account: NewServiceAccount,
): Promise<CreatedServiceAccount> {
  const now = house.clock.now();
  const { environment } = await tx
    .selectFrom('companies')
    .select('environment')
    .where('id', '=', account.companyId)
    .executeTakeFirstOrThrow();
  const { clientId, clientSecret } = await createClient(house, tx, origin, {
    appId: null,
    environment,
    grantTypes: ['client_credentials'],
    redirectUris: [],
  });
  if (clientSecret === undefined) throw new Error('A service account needs a secret.');
  const { id: personId } = await tx
    .insertInto('people')
    .values({
      kind: 'service_account',
      name: account.name,
      first_name: null,
      last_name: account.name,
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
      company_id: account.companyId,
      person_id: personId,
      employee_since: null,
      job_title: null,
      created_at: now,
      removed_at: null,
    })
    .execute();
  const { id } = await tx
    .insertInto('service_accounts')
    .values({
      company_id: account.companyId,
      person_id: personId,
      client_id: clientId,
      kind: 'traditional',
      name: account.name,
      created_by: account.createdBy,
      created_at: now,
      ceased_at: null,
      ceased_reason: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(house, tx, origin, {
    event: 'service_account.created',
    companyId: account.companyId,
    subject: `service_account:${id}`,
    details: { name: account.name },
  });
  return { id, personId, clientId, clientSecret };
}
