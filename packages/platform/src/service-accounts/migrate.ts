import type { Reader, Writer } from '@gatehouse/database';
import { LEVEL_NUMBERS, type ServiceAccountMigration, TOOL_NAMES } from '@gatehouse/wire';
import { type Level, levelName, levels } from '../access/levels.ts';
import { levelIn } from '../apps/manifest.ts';
import { findVersionByKey, type Version } from '../apps/version-store.ts';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { findInstallationOfApp } from '../installations/installation-store.ts';
import { environmentOf } from '../installations/standing-in-company.ts';
import type { StepOutcome } from '../installations/step-outcome.ts';
import { installApp } from '../installations/take-step.ts';
import type { Tables } from '../schema/tables.ts';
import { type HeldPermissions, loadPermissions } from './permissions-store.ts';
import type { StoredAccount } from './service-account-store.ts';
import { expireAt } from './traditional-steps.ts';

export type Successor =
  | { readonly kind: 'found'; readonly version: Version }
  | { readonly kind: 'unknown_key' }
  | { readonly kind: 'no_account' };

/** The version whose own account is to take over from a traditional one. */
export async function findSuccessor(
  tx: Reader<Tables>,
  companyId: number,
  versionKey: string,
): Promise<Successor> {
  const version = await findVersionByKey(tx, await environmentOf(tx, companyId), versionKey);
  if (version === undefined) return { kind: 'unknown_key' };
  return version.manifest.components.service_account === null
    ? { kind: 'no_account' }
    : { kind: 'found', version };
}

/** What the move would change, to be looked at before it is made. */
export async function compare(
  tx: Reader<Tables>,
  { companyId, contact }: StoredAccount,
  version: Version,
): Promise<ServiceAccountMigration> {
  const app = await tx
    .selectFrom('apps')
    .select(['id', 'name'])
    .where('id', '=', version.appId)
    .executeTakeFirstOrThrow();
  const held = (await loadPermissions(tx, companyId, [contact.id])).get(contact.id);
  const difference = (['company', 'project'] as const).flatMap((scope) =>
    TOOL_NAMES.map((tool) => ({
      scope,
      tool,
      from: levelName(highestHeld(held, scope, tool)),
      to: levelIn(version.manifest, scope, tool),
    })).filter(({ from, to }) => LEVEL_NUMBERS[from] !== LEVEL_NUMBERS[to]),
  );
  return {
    app,
    version: { id: version.id, semver: version.semver },
    difference,
    suggested_project_ids: (held?.projects ?? []).map(({ id }) => id),
  };
}

/**
 * The guided move (rule S5): installs the app whose own account takes over, unless exactly that is done already,
 * and ends the traditional one at the deadline. Until then both work, each with its own permissions.
 */
export async function migrate(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  account: StoredAccount,
  move: {
    readonly version: Version;
    readonly permittedProjectIds: readonly number[];
    readonly personId: number;
    readonly deadline: number;
  },
): Promise<StepOutcome> {
  const { companyId, id } = account;
  const { version, permittedProjectIds, personId, deadline } = move;
  const approval = { appId: version.appId, version, permittedProjectIds, personId };
  const present = await findInstallationOfApp(tx, companyId, version.appId);
  const outcome: StepOutcome =
    present?.standing === 'connected' && present.versionId === version.id
      ? { kind: 'done', installationId: present.id }
      : await installApp(house, tx, origin, companyId, approval);
  if (outcome.kind !== 'done') return outcome;
  await expireAt(tx, account, deadline);
  await record(house, tx, origin, {
    event: 'service_account.migrated',
    companyId,
    subject: `service_account:${id}`,
    details: { app_id: version.appId, version: version.semver, installation: outcome.installationId },
  });
  return outcome;
}

function highestHeld(
  held: HeldPermissions | undefined,
  scope: 'company' | 'project',
  tool: (typeof TOOL_NAMES)[number],
): Level {
  const places = scope === 'company' ? [held?.company] : (held?.projects ?? []).map(({ tools }) => tools);
  return places.reduce<Level>((highest, place) => {
    const level = place?.get(tool) ?? levels.None;
    return level > highest ? level : highest;
  }, levels.None);
}
