import type { Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import { inTurn } from '../in-turn.ts';
import type { Tables } from '../schema/tables.ts';
import { hint } from './disclose.ts';
import { refusalBatch, type StoredRefusal } from './refusal-batch.ts';

/** The newest rows of each app are kept; what is older than a month goes by `sweepRequestLog`. */
export const keptOfApp = 1000;

/** Writes what was noted since the last time. Called every few seconds, and when the server closes. */
export const flushRefusals = inTurn(async (house: Pick<House, 'database' | 'clock' | 'random'>) => {
  const refusals = refusalBatch(house).take();
  if (refusals.length === 0) return;
  await house.database.write(async (tx) => {
    const clients = await clientsOf(tx, [...new Set(refusals.map(({ clientId }) => clientId))]);
    const rows: Tables['request_log'][] = [];
    for (const refusal of refusals) {
      const appId = clients.get(refusal.clientId);
      if (appId === undefined) continue;
      rows.push(rowOf(appId, refusal, await expectedOf(tx, refusal)));
    }
    if (rows.length === 0) return;
    await tx.insertInto('request_log').values(rows).execute();
    for (const appId of new Set(rows.map(({ app_id }) => app_id))) await keepNewest(tx, appId);
  });
});

async function clientsOf(tx: Writer<Tables>, clientIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('clients')
    .select(['client_id', 'app_id'])
    .where('client_id', 'in', clientIds)
    .execute();
  return new Map(rows.flatMap(({ client_id, app_id }) => (app_id === null ? [] : [[client_id, app_id]])));
}

/** For a wrong secret: the last characters of those that would have been right, as the portal shows them too. */
async function expectedOf(tx: Writer<Tables>, { clientId, reason, expected, at }: StoredRefusal) {
  if (reason !== 'wrong_secret') return expected;
  const secrets = await tx
    .selectFrom('client_secrets')
    .select('hint')
    .where('client_id', '=', clientId)
    .where((it) => it.or([it('expires_at', 'is', null), it('expires_at', '>', at)]))
    .orderBy('created_at', 'desc')
    .execute();
  return secrets.map((secret) => hint(secret.hint)).join(' ');
}

function rowOf(appId: number, refusal: StoredRefusal, expected: string | null): Tables['request_log'] {
  const { id, at, clientId, companyId, endpoint, status, reason, received, requestId } = refusal;
  return {
    id,
    at,
    app_id: appId,
    client_id: clientId,
    company_id: companyId,
    endpoint,
    status,
    reason,
    received,
    expected,
    request_id: requestId,
  };
}

async function keepNewest(tx: Writer<Tables>, appId: number): Promise<void> {
  const firstTooMany = await tx
    .selectFrom('request_log')
    .select('id')
    .where('app_id', '=', appId)
    .orderBy('id', 'desc')
    .offset(keptOfApp)
    .limit(1)
    .executeTakeFirst();
  if (firstTooMany === undefined) return;
  await tx.deleteFrom('request_log').where('app_id', '=', appId).where('id', '<=', firstTooMany.id).execute();
}
