import type { Reader } from '@gatehouse/database';
import type { Origin } from '../audit/audit.ts';
import type { Tables } from '../schema/tables.ts';
import { keepsAccountOut, stateOfProject } from './project-state-store.ts';

/**
 * Why nothing can be changed in a project that a body names, by field; null where it can. As in `decide`, an app's own
 * account gets into the projects that the company permitted, and into no other.
 */
export async function projectFaults(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
  { actor, clientId }: Origin,
): Promise<Record<string, string[]> | null> {
  const state = await stateOfProject(tx, companyId, projectId);
  if (state === undefined) return { project_id: ['is not a project of this company'] };
  if (actor.kind === 'service_account' && (await keepsAccountOut(tx, companyId, projectId, clientId)))
    return { project_id: ['is not permitted to the app'] };
  return state === 'archived' ? { project_id: ['is archived'] } : null;
}
