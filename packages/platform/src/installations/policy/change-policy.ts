import type { Writer } from '@gatehouse/database';
import type { AppPolicyUpdate } from '@gatehouse/wire';
import { levels } from '../../access/levels.ts';
import { findVersionByKey } from '../../apps/version-store.ts';
import { type Origin, record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import type { Tables } from '../../schema/tables.ts';
import { strangeApps } from '../known-apps-store.ts';
import { environmentOf } from '../standing-in-company.ts';
import { loadPolicy, policyEntries, replaceEntries, storePolicy } from './policy-store.ts';

export type PolicyOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'strange_apps'; readonly field: 'allowed' | 'blocked'; readonly ids: readonly number[] }
  | { readonly kind: 'both_lists'; readonly ids: readonly number[] }
  | { readonly kind: 'unknown_key' };

/** Changes what is named and leaves the rest. It binds on the next call of every app, installed or not. */
export async function changePolicy(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { personId, update }: { readonly personId: number; readonly update: AppPolicyUpdate },
): Promise<PolicyOutcome> {
  const before = await loadPolicy(tx, companyId);
  const entries = await policyEntries(tx, companyId);
  const listed = (listing: 'allowed' | 'blocked') => [
    ...new Set(
      update[listing] ?? entries.filter((entry) => entry.listing === listing).map(({ app_id }) => app_id),
    ),
  ];
  const lists = { allowed: listed('allowed'), blocked: listed('blocked') };
  for (const field of ['allowed', 'blocked'] as const) {
    const ids = await strangeApps(tx, companyId, lists[field]);
    if (ids.length > 0) return { kind: 'strange_apps', field, ids };
  }
  // A custom app is met by its key, and by nothing else.
  if (update.allowed_version_key !== undefined) {
    const version = await findVersionByKey(
      tx,
      await environmentOf(tx, companyId),
      update.allowed_version_key,
    );
    if (version === undefined) return { kind: 'unknown_key' };
    if (!lists.allowed.includes(version.appId)) lists.allowed.push(version.appId);
  }
  const both = lists.allowed.filter((id) => lists.blocked.includes(id));
  if (both.length > 0) return { kind: 'both_lists', ids: both };

  const now = house.clock.now();
  const { user_installs: userInstalls = before.userInstalls, highest_level: highest } = update;
  const verifiedOnly = update.verified_only ?? before.verifiedOnlySince !== null;
  const highestLevel = highest === undefined ? before.highestLevel : highest && levels[highest];
  const mode = update.mode ?? before.mode;
  await storePolicy(tx, companyId, {
    userInstallsBlockedAt: userInstalls ? null : (before.userInstallsBlockedAt ?? now),
    mode,
    verifiedOnlySince: verifiedOnly ? (before.verifiedOnlySince ?? now) : null,
    highestLevel,
    personId,
    now,
  });
  await replaceEntries(tx, companyId, lists, { personId, now });
  await record(house, tx, origin, {
    event: 'app_policy.changed',
    companyId,
    subject: `company:${companyId}`,
    details: {
      user_installs: userInstalls,
      mode,
      verified_only: verifiedOnly,
      highest_level: highestLevel,
      allowed: lists.allowed.join(','),
      blocked: lists.blocked.join(','),
    },
  });
  return { kind: 'changed' };
}
