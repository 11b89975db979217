import type { Reader } from '@gatehouse/database';
import type { Environment, Tables } from '../schema/tables.ts';

export const dayLength = 86_400_000;

export interface MetricsQuestion {
  readonly appId: number;
  /** UTC day, counted from 1970-01-01. */
  readonly sinceDay: number;
  /** Left out: sandbox and production together. */
  readonly environment: Environment | undefined;
}

export interface DayCount {
  readonly day: number;
  readonly calls: number;
  readonly refused: number;
  readonly failed: number;
}

/** Days on which nothing was called have no row. */
export async function callsByDay(
  tx: Reader<Tables>,
  { appId, sinceDay, environment }: MetricsQuestion,
): Promise<DayCount[]> {
  const rows = await tx
    .selectFrom('app_usage')
    .select(({ fn }) => [
      'app_usage.day',
      fn.sum<number>('app_usage.calls').as('calls'),
      fn.sum<number>('app_usage.refused').as('refused'),
      fn.sum<number>('app_usage.failed').as('failed'),
    ])
    .where('app_usage.app_id', '=', appId)
    .where('app_usage.day', '>=', sinceDay)
    .$if(environment !== undefined, (query) =>
      query.where('app_usage.company_id', 'in', companiesOf(tx, environment)),
    )
    .groupBy('app_usage.day')
    .execute();
  return rows.map(({ day, calls, refused, failed }) => ({
    day,
    calls: Number(calls),
    refused: Number(refused),
    failed: Number(failed),
  }));
}

export async function countUsers(
  tx: Reader<Tables>,
  { appId, sinceDay, environment }: MetricsQuestion,
): Promise<number> {
  const { users } = await tx
    .selectFrom('app_users')
    .select(({ fn }) => fn.count<number>('person_id').distinct().as('users'))
    .where('app_id', '=', appId)
    .where('last_used_at', '>=', sinceDay * dayLength)
    .$if(environment !== undefined, (query) => query.where('company_id', 'in', companiesOf(tx, environment)))
    .executeTakeFirstOrThrow();
  return Number(users);
}

/** Where the app is now, and in how many companies it came and went since that day. */
export async function countInstallations(
  tx: Reader<Tables>,
  { appId, sinceDay, environment }: MetricsQuestion,
): Promise<{ readonly companies: number; readonly installs: number; readonly uninstalls: number }> {
  const since = sinceDay * dayLength;
  const counted = await tx
    .selectFrom('installations')
    .select(({ fn, eb }) => [
      fn.countAll<number>().filterWhere('uninstalled_at', 'is', null).as('companies'),
      fn
        .countAll<number>()
        .filterWhere(eb('installed_at', '>=', since))
        .as('installs'),
      fn
        .countAll<number>()
        .filterWhere(eb('uninstalled_at', '>=', since))
        .as('uninstalls'),
    ])
    .where('app_id', '=', appId)
    .$if(environment !== undefined, (query) => query.where('company_id', 'in', companiesOf(tx, environment)))
    .executeTakeFirstOrThrow();
  return {
    companies: Number(counted.companies),
    installs: Number(counted.installs),
    uninstalls: Number(counted.uninstalls),
  };
}

function companiesOf(tx: Reader<Tables>, environment: Environment | undefined) {
  return tx
    .selectFrom('companies')
    .select('id')
    .where('environment', '=', environment ?? 'production');
}
