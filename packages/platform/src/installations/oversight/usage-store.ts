import type { Reader } from '@gatehouse/database';
import type { Tables } from '../../schema/tables.ts';

/** Which app, in which company, since which UTC day (counted from 1970-01-01). */
export interface UsageQuestion {
  readonly companyId: number;
  readonly appId: number;
  readonly sinceDay: number;
}

export interface DayUsage {
  readonly day: number;
  readonly calls: number;
  readonly refused: number;
  readonly failed: number;
}

/** Days on which nothing was called have no row. */
export async function usageByDay(tx: Reader<Tables>, question: UsageQuestion): Promise<readonly DayUsage[]> {
  return await usage(tx, question)
    .select(({ fn }) => [
      'app_usage.day',
      fn.sum<number>('app_usage.calls').as('calls'),
      fn.sum<number>('app_usage.refused').as('refused'),
      fn.sum<number>('app_usage.failed').as('failed'),
    ])
    .groupBy('app_usage.day')
    .orderBy('app_usage.day')
    .execute();
}

/** Busiest first; a project that is gone counts with the company itself. */
export async function usageByProject(
  tx: Reader<Tables>,
  question: UsageQuestion,
): Promise<readonly { readonly id: number | null; readonly name: string | null; readonly calls: number }[]> {
  return await usage(tx, question)
    .leftJoin('projects', (join) =>
      join
        .onRef('projects.id', '=', 'app_usage.project_id')
        .onRef('projects.company_id', '=', 'app_usage.company_id'),
    )
    .select(({ fn }) => ['projects.id', 'projects.name', fn.sum<number>('app_usage.calls').as('calls')])
    .groupBy(['projects.id', 'projects.name'])
    .orderBy('calls', 'desc')
    .orderBy('projects.id')
    .execute();
}

const mostUsers = 100;

/** Who used it, the latest first; the longest list that anyone reads. */
export async function usersOf(
  tx: Reader<Tables>,
  { companyId, appId }: UsageQuestion,
): Promise<readonly { readonly id: number; readonly name: string; readonly lastUsedAt: number }[]> {
  return await tx
    .selectFrom('app_users')
    .innerJoin('people', 'people.id', 'app_users.person_id')
    .select(['people.id', 'people.name', 'app_users.last_used_at as lastUsedAt'])
    .where('app_users.company_id', '=', companyId)
    .where('app_users.app_id', '=', appId)
    .orderBy('app_users.last_used_at', 'desc')
    .orderBy('people.id')
    .limit(mostUsers)
    .execute();
}

function usage(tx: Reader<Tables>, { companyId, appId, sinceDay }: UsageQuestion) {
  return tx
    .selectFrom('app_usage')
    .where('app_usage.company_id', '=', companyId)
    .where('app_usage.app_id', '=', appId)
    .where('app_usage.day', '>=', sinceDay);
}
