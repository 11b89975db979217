import type { Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import type { App, Policy, Version } from './oracle.ts';

const then = 1_000;

export async function storeApp(tx: Writer<Tables>, app: App, developerId: number): Promise<number> {
  const { id } = await tx
    .insertInto('apps')
    .values({
      name: app.name,
      description: '',
      publisher: '',
      publisher_verified_at: app.verified ? then : null,
      developer_id: developerId,
      created_at: then,
      suspended_at: app.suspended ? then : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A version of its own for each installation: what one company approved says nothing about another. */
export async function storeVersion(
  tx: Writer<Tables>,
  appId: number,
  version: Version,
  personId: number,
): Promise<number> {
  const { count } = await tx
    .selectFrom('app_versions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const components = {
    user_level: version.forPeople,
    service_account: version.forItself && {
      company: { documents: version.forItself.company },
      project: { documents: version.forItself.project },
    },
  };
  const { id } = await tx
    .insertInto('app_versions')
    .values({
      app_id: appId,
      semver: `1.0.${count}`,
      manifest: JSON.stringify({ components, instructions: '', post_installation_notes: '' }),
      components: JSON.stringify(components),
      status: 'promoted',
      sandbox_key: `sandbox ${count}`,
      production_key: `production ${count}`,
      created_by: personId,
      created_at: then,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function storePolicy(
  tx: Writer<Tables>,
  companyId: number,
  policy: Policy,
  { by, idOf }: { readonly by: number; idOf(app: App): number },
): Promise<void> {
  if (policy.allowListOnly || policy.verifiedOnly) {
    await tx
      .insertInto('app_policies')
      .values({
        company_id: companyId,
        mode: policy.allowListOnly ? 'allow_list' : 'any',
        verified_only_since: policy.verifiedOnly ? then : null,
        highest_level: null,
        updated_by: by,
        updated_at: then,
      })
      .execute();
  }
  const entries = [
    ...[...policy.allowed].map((app) => ({ app_id: idOf(app), listing: 'allowed' as const })),
    ...[...policy.blocked].map((app) => ({ app_id: idOf(app), listing: 'blocked' as const })),
  ].map((entry) => ({ ...entry, company_id: companyId, created_by: by, created_at: then }));
  if (entries.length > 0) await tx.insertInto('app_policy_entries').values(entries).execute();
}
