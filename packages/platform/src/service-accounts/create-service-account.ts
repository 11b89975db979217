import type { Writer } from '@gatehouse/database';
import { createClient } from '../apps/create-app.ts';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { createContact } from '../installations/own-account/account-contact.ts';
import type { Tables } from '../schema/tables.ts';

export interface NewServiceAccount {
  readonly companyId: number;
  readonly name: string;
  readonly createdBy: number;
  /** Who answers for it; a user of the company. */
  readonly ownerId?: number | null;
  /** Milliseconds; without it the account never expires by itself. */
  readonly expiresAt?: number | null;
}

export interface CreatedServiceAccount {
  readonly id: number;
  /** The directory contact whose permissions are the account's; it begins with none. */
  readonly personId: number;
  readonly clientId: string;
  /** Shown once. */
  readonly clientSecret: string;
}

/** A traditional service account (rules S1 to S3): a credential of one company, and a contact without permissions. */
export async function createServiceAccount(
  house: Pick<House, 'clock' | 'random' | 'keys'>,
  tx: Writer<Tables>,
  origin: Origin,
  account: NewServiceAccount,
): Promise<CreatedServiceAccount> {
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
  const personId = await createContact(house, tx, origin, account.companyId, account.name);
  const { id } = await tx
    .insertInto('service_accounts')
    .values({
      company_id: account.companyId,
      person_id: personId,
      client_id: clientId,
      kind: 'traditional',
      name: account.name,
      created_by: account.createdBy,
      owner_id: account.ownerId ?? null,
      created_at: house.clock.now(),
      expires_at: account.expiresAt ?? null,
      ceased_at: null,
      ceased_reason: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(house, tx, origin, {
    event: 'service_account.created',
    companyId: account.companyId,
    subject: `service_account:${id}`,
    details: { name: account.name, kind: 'traditional' },
  });
  return { id, personId, clientId, clientSecret };
}
