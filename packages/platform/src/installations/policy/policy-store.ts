import type { Reader } from '@gatehouse/database';
import { type Level, levelFrom } from '../../access/levels.ts';
import type { AppPolicyEntryRow, AppPolicyRow, Tables } from '../../schema/tables.ts';
import type { PolicyFacts } from './policy-fault.ts';

/** What a company has said about apps. Without a row, nothing but whether members may install. */
export interface StoredPolicy {
  readonly userInstalls: boolean;
  readonly mode: AppPolicyRow['mode'];
  readonly verifiedOnlySince: number | null;
  readonly highestLevel: Level | null;
}

export async function loadPolicy(tx: Reader<Tables>, companyId: number): Promise<StoredPolicy> {
  const row = await tx
    .selectFrom('companies')
    .leftJoin('app_policies', 'app_policies.company_id', 'companies.id')
    .select([
      'companies.user_installs_blocked_at',
      'app_policies.mode',
      'app_policies.verified_only_since',
      'app_policies.highest_level',
    ])
    .where('companies.id', '=', companyId)
    .executeTakeFirstOrThrow();
  return {
    userInstalls: row.user_installs_blocked_at === null,
    mode: row.mode ?? 'any',
    verifiedOnlySince: row.verified_only_since,
    highestLevel: row.highest_level === null ? null : levelFrom(row.highest_level),
  };
}

/** What the policy says of one app. @throws where there is no such app. */
export async function loadPolicyFacts(
  tx: Reader<Tables>,
  companyId: number,
  appId: number,
): Promise<PolicyFacts> {
  const { mode, verifiedOnlySince } = await loadPolicy(tx, companyId);
  const app = await tx
    .selectFrom('apps')
    .leftJoin('app_policy_entries', (join) =>
      join
        .onRef('app_policy_entries.app_id', '=', 'apps.id')
        .on('app_policy_entries.company_id', '=', companyId),
    )
    .select(['apps.publisher_verified_at', 'app_policy_entries.listing'])
    .where('apps.id', '=', appId)
    .executeTakeFirstOrThrow();
  return {
    mode,
    verifiedOnly: verifiedOnlySince !== null,
    listing: app.listing,
    publisherVerified: app.publisher_verified_at !== null,
  };
}

export async function policyEntries(
  tx: Reader<Tables>,
  companyId: number,
): Promise<readonly Pick<AppPolicyEntryRow, 'app_id' | 'listing'>[]> {
  return await tx
    .selectFrom('app_policy_entries')
    .select(['app_id', 'listing'])
    .where('company_id', '=', companyId)
    .orderBy('app_id')
    .execute();
}
