import type { Reader } from '@gatehouse/database';
import type { InstallationUsage } from '@gatehouse/wire';
import { timestamp } from '../../rest/timestamp.ts';
import type { Tables } from '../../schema/tables.ts';
import { type DayUsage, type UsageQuestion, usageByDay, usageByProject, usersOf } from './usage-store.ts';

const millisecondsOfDay = 86_400_000;

/** Rule M5: who uses an app in a company, how much, and where. Every day is there, so that a chart has no gaps. */
export async function usageView(
  tx: Reader<Tables>,
  {
    companyId,
    appId,
    days,
    now,
  }: Omit<UsageQuestion, 'sinceDay'> & { readonly days: number; readonly now: number },
): Promise<InstallationUsage> {
  const today = Math.floor(now / millisecondsOfDay);
  const question = { companyId, appId, sinceDay: today - days + 1 };
  const counted = new Map((await usageByDay(tx, question)).map((row) => [row.day, row]));
  const users = await usersOf(tx, question);
  const projects = await usageByProject(tx, question);
  const [latest] = users;
  return {
    last_used_at: latest === undefined ? null : timestamp(latest.lastUsedAt),
    users: users.map(({ id, name, lastUsedAt }) => ({ id, name, last_used_at: timestamp(lastUsedAt) })),
    by_day: Array.from({ length: days }, (_, index) => {
      const day = question.sinceDay + index;
      return dayView(counted.get(day) ?? { day, calls: 0, refused: 0, failed: 0 });
    }),
    by_project: projects.map(({ id, name, calls }) => ({
      project: id === null || name === null ? null : { id, name },
      calls,
    })),
  };
}

function dayView({ day, calls, refused, failed }: DayUsage): InstallationUsage['by_day'][number] {
  return { date: timestamp(day * millisecondsOfDay).slice(0, 10), calls, refused, failed };
}
