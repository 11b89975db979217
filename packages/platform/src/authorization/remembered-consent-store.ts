import type { Reader, Writer } from '@gatehouse/database';
import type { RememberedConsentRow, Tables } from '../schema/tables.ts';

type Key = Pick<RememberedConsentRow, 'grant_id' | 'redirect_host' | 'resource'>;

/** What was allowed by this grant on the way to one host, for one API. */
export async function findRememberedConsent(
  tx: Reader<Tables>,
  key: Key,
): Promise<Pick<RememberedConsentRow, 'scope' | 'shown'> | undefined> {
  return await tx
    .selectFrom('remembered_consents')
    .select(['scope', 'shown'])
    .where('grant_id', '=', key.grant_id)
    .where('redirect_host', '=', key.redirect_host)
    .where('resource', '=', key.resource)
    .executeTakeFirst();
}

export async function storeRememberedConsent(tx: Writer<Tables>, row: RememberedConsentRow): Promise<void> {
  const { scope, shown, decided_at } = row;
  await tx
    .insertInto('remembered_consents')
    .values(row)
    .onConflict((on) =>
      on.columns(['grant_id', 'redirect_host', 'resource']).doUpdateSet({ scope, shown, decided_at }),
    )
    .execute();
}
