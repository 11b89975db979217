import type { TraditionalAccounts } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { timestamp } from '../rest/timestamp.ts';

type Means = Pick<House, 'clock' | 'settings'>;

/** What this deployment says about the end of traditional accounts (rule S5). Without dates, nothing. */
export function traditionalAccounts({ clock, settings }: Means): TraditionalAccounts {
  const now = clock.now();
  const created = settings.serviceAccountsCreatedUntil;
  const work = settings.serviceAccountsWorkUntil;
  const passed = (date: number | undefined) => date !== undefined && now >= date;
  const set = created !== undefined || work !== undefined;
  return {
    created_until: created === undefined ? null : timestamp(created),
    work_until: work === undefined ? null : timestamp(work),
    may_be_created: !passed(created) && !passed(work),
    warning: passed(work) ? 'ended' : passed(created) ? 'creation_ended' : set ? 'ending' : null,
  };
}
