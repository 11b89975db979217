import type { Reader } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import { stateOfProject } from './project-state-store.ts';

/** Why nothing can be changed in a project that a body names, by field; null where it can. */
export async function projectFaults(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
): Promise<Record<string, string[]> | null> {
  const state = await stateOfProject(tx, companyId, projectId);
  if (state === undefined) return { project_id: ['is not a project of this company'] };
  return state === 'archived' ? { project_id: ['is archived'] } : null;
}
