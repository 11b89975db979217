import type { Reader, Writer } from '@gatehouse/database';
import { type Level, levelFrom } from '../../access/levels.ts';
import type { PolicyFacts } from '../../access/policy-fault.ts';
import type { AppPolicyEntryRow, AppPolicyRow, Tables } from '../../schema/tables.ts';

/** What a company has said about apps. Without a row, nothing but whether members may install. */
export interface StoredPolicy {
  readonly userInstalls: boolean;
  readonly userInstallsBlockedAt: number | null;
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
    userInstallsBlockedAt: row.user_installs_blocked_at,
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

export interface NewPolicy extends Omit<StoredPolicy, 'userInstalls'> {
  readonly personId: number;
  readonly now: number;
}

export async function storePolicy(tx: Writer<Tables>, companyId: number, policy: NewPolicy): Promise<void> {
  await tx
    .updateTable('companies')
    .set({ user_installs_blocked_at: policy.userInstallsBlockedAt })
    .where('id', '=', companyId)
    .execute();
  const row = {
    mode: policy.mode,
    verified_only_since: policy.verifiedOnlySince,
    highest_level: policy.highestLevel,
    updated_by: policy.personId,
    updated_at: policy.now,
  };
  await tx
    .insertInto('app_policies')
    .values({ company_id: companyId, ...row })
    .onConflict((on) => on.column('company_id').doUpdateSet(row))
    .execute();
}

/** Makes the two lists exactly these; who is still on the same list keeps who put it there. */
export async function replaceEntries(
  tx: Writer<Tables>,
  companyId: number,
  lists: Readonly<Record<AppPolicyEntryRow['listing'], readonly number[]>>,
  { personId, now }: { readonly personId: number; readonly now: number },
): Promise<void> {
  const wanted = new Map([
    ...lists.allowed.map((id) => [id, 'allowed'] as const),
    ...lists.blocked.map((id) => [id, 'blocked'] as const),
  ]);
  for (const { app_id: appId, listing } of await policyEntries(tx, companyId)) {
    if (wanted.get(appId) === listing) wanted.delete(appId);
    else
      await tx
        .deleteFrom('app_policy_entries')
        .where('company_id', '=', companyId)
        .where('app_id', '=', appId)
        .execute();
  }
  for (const [appId, listing] of wanted) {
    const entry = { company_id: companyId, app_id: appId, listing, created_by: personId, created_at: now };
    await tx.insertInto('app_policy_entries').values(entry).execute();
  }
}
