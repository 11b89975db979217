import type { Reader } from '@gatehouse/database';
import type { InstallationProblem } from '@gatehouse/wire';
import { policyFault } from '../access/policy-fault.ts';
import type { Environment, Tables } from '../schema/tables.ts';
import { type InstallationStanding, standingOf } from './installation-machine.ts';
import { loadPolicyFacts } from './policy/policy-store.ts';

/** The environment decides which of an app's versions and credentials count in a company (rule P3). */
export async function environmentOf(tx: Reader<Tables>, companyId: number): Promise<Environment> {
  const { environment } = await tx
    .selectFrom('companies')
    .select('environment')
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow();
  return environment;
}

/** Where an app stands in a company, and which installation says so. */
export async function standingIn(
  tx: Reader<Tables>,
  companyId: number,
  appId: number,
): Promise<{ readonly installationId: number | null; readonly standing: InstallationStanding }> {
  const row = await tx
    .selectFrom('installations')
    .select(['id', 'disconnected_at', 'uninstalled_at'])
    .where('company_id', '=', companyId)
    .where('app_id', '=', appId)
    .executeTakeFirst();
  return { installationId: row?.id ?? null, standing: standingOf(row) };
}

/** What stands in the way of installing an app. An admin's install is itself the approval of any level. */
export async function installationProblems(
  tx: Reader<Tables>,
  companyId: number,
  appId: number,
  standing: InstallationStanding,
): Promise<InstallationProblem[]> {
  const fault = policyFault(await loadPolicyFacts(tx, companyId, appId));
  const there = standing === 'connected' || standing === 'disconnected';
  return [...(fault === null ? [] : [fault]), ...(there ? ['already_installed' as const] : [])];
}
