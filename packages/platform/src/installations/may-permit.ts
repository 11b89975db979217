import type { Reader } from '@gatehouse/database';
import type { Facts } from '../access/facts.ts';
import { isCompanyAdmin } from '../access/standing.ts';
import type { RestReply } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import { permittedProjects } from './permitted-projects-store.ts';

/**
 * The refusal of projects named by somebody who may install and not say where the app's own account works: that takes
 * Admin of the Admin tool. What is permitted already may be named again, for an update asks for it.
 */
export async function permitRefusal(
  tx: Reader<Tables>,
  facts: Facts,
  { companyId, appId }: { readonly companyId: number; readonly appId?: number | undefined },
  projectIds: readonly number[],
): Promise<RestReply | undefined> {
  if (projectIds.length === 0 || isCompanyAdmin(facts)) return undefined;
  const permitted = appId === undefined ? [] : await permittedProjects(tx, companyId, appId);
  const known = new Set(permitted.map(({ id }) => id));
  if (projectIds.every((id) => known.has(id))) return undefined;
  const sentence =
    'permitted_project_ids are chosen by Admins of the Admin tool: send none, and ask one to choose them afterwards.';
  return { status: 403, body: { errors: [sentence] } };
}
