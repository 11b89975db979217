import type { Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import { inTurn } from '../in-turn.ts';
import type { Tables } from '../schema/tables.ts';
import {
  type AccountSeen,
  type CallCount,
  type LevelUsed,
  type UserSeen,
  usageBatch,
} from './usage-batch.ts';

/** Rows in one statement: well below what either engine takes in parameters. */
const rowsAtOnce = 500;

/** Writes what was counted since the last time. Called every few seconds, and when the server closes. */
export const flushUsage = inTurn(async (house: Pick<House, 'database'>) => {
  const taken = usageBatch(house.database).take();
  if (taken === undefined) return;
  await house.database.write(async (tx) => {
    const apps = await appsOf(tx, [...new Set(taken.counts.map(({ clientId }) => clientId))]);
    await addCounts(tx, apps, taken.counts);
    await seeUsers(tx, apps, taken.users);
    await seeAccounts(tx, taken.accounts);
    await useLevels(tx, taken.levels);
  });
});

/** The app of each client; the credential of a traditional service account has none. */
async function appsOf(tx: Writer<Tables>, clientIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('clients')
    .select(['client_id', 'app_id'])
    .where('client_id', 'in', clientIds)
    .execute();
  return new Map(rows.flatMap(({ client_id, app_id }) => (app_id === null ? [] : [[client_id, app_id]])));
}

async function addCounts(
  tx: Writer<Tables>,
  apps: ReadonlyMap<string, number>,
  counts: readonly CallCount[],
): Promise<void> {
  // An app has a client for each environment; both may have called without a company.
  const rows = new Map<string, Tables['app_usage']>();
  for (const { clientId, companyId, projectId, day, calls, refused, failed } of counts) {
    const appId = apps.get(clientId);
    if (appId === undefined) continue;
    const key = `${companyId} ${appId} ${day} ${projectId}`;
    const known = rows.get(key);
    rows.set(key, {
      company_id: companyId,
      app_id: appId,
      project_id: projectId,
      day,
      calls: calls + (known?.calls ?? 0),
      refused: refused + (known?.refused ?? 0),
      failed: failed + (known?.failed ?? 0),
    });
  }
  for (const values of inOrder(rows)) {
    await tx
      .insertInto('app_usage')
      .values(values)
      .onConflict((conflict) =>
        conflict.columns(['company_id', 'app_id', 'day', 'project_id']).doUpdateSet((it) => ({
          calls: it('app_usage.calls', '+', it.ref('excluded.calls')),
          refused: it('app_usage.refused', '+', it.ref('excluded.refused')),
          failed: it('app_usage.failed', '+', it.ref('excluded.failed')),
        })),
      )
      .execute();
  }
}

async function seeUsers(
  tx: Writer<Tables>,
  apps: ReadonlyMap<string, number>,
  users: readonly UserSeen[],
): Promise<void> {
  const rows = new Map<string, Tables['app_users']>();
  for (const { clientId, companyId, personId, firstAt, lastAt } of users) {
    const appId = apps.get(clientId);
    if (appId === undefined) continue;
    rows.set(`${companyId} ${appId} ${personId}`, {
      company_id: companyId,
      app_id: appId,
      person_id: personId,
      first_used_at: firstAt,
      last_used_at: lastAt,
    });
  }
  for (const values of inOrder(rows)) {
    await tx
      .insertInto('app_users')
      .values(values)
      .onConflict((conflict) =>
        conflict
          .columns(['company_id', 'app_id', 'person_id'])
          .doUpdateSet((it) => ({ last_used_at: it.ref('excluded.last_used_at') }))
          .where('app_users.last_used_at', '<', (it) => it.ref('excluded.last_used_at')),
      )
      .execute();
  }
}

async function seeAccounts(tx: Writer<Tables>, accounts: readonly AccountSeen[]): Promise<void> {
  for (const { companyId, personId, lastAt } of accounts) {
    await tx
      .updateTable('service_accounts')
      .set({ last_used_at: lastAt })
      .where('company_id', '=', companyId)
      .where('person_id', '=', personId)
      .where((it) => it.or([it('last_used_at', 'is', null), it('last_used_at', '<', lastAt)]))
      .execute();
  }
}

async function useLevels(tx: Writer<Tables>, used: readonly LevelUsed[]): Promise<void> {
  const rows = new Map<string, Tables['permission_uses']>();
  // Batches are small and begin in time order: of two days of one level, the later is the one that is kept.
  for (const { companyId, personId, projectId, tool, level, day } of used)
    rows.set(`${companyId} ${personId} ${projectId} ${tool} ${level}`, {
      company_id: companyId,
      person_id: personId,
      project_id: projectId,
      tool,
      level,
      used_at: day,
    });
  for (const values of inOrder(rows)) {
    await tx
      .insertInto('permission_uses')
      .values(values)
      .onConflict((conflict) =>
        conflict
          .columns(['company_id', 'person_id', 'project_id', 'tool', 'level'])
          .doUpdateSet((it) => ({ used_at: it.ref('excluded.used_at') }))
          .where('permission_uses.used_at', '<', (it) => it.ref('excluded.used_at')),
      )
      .execute();
  }
}

/** In the order of their keys, so that two nodes never lock the same rows crosswise. */
function* inOrder<Row>(rows: ReadonlyMap<string, Row>): Generator<Row[]> {
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  for (let from = 0; from < sorted.length; from += rowsAtOnce) yield sorted.slice(from, from + rowsAtOnce);
}
