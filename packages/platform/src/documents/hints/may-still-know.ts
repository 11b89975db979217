import type { MayKnow } from '../../events/event-queue.ts';
import { reaches } from './reach.ts';

/**
 * Of documents an app is told while it could list them, and no longer. Whatever else it is told is its own history in a
 * company: also that it was disconnected there, or is gone.
 */
export const mayStillKnow: MayKnow = async (house, tx, { event, appId, companyId, data }, environment) => {
  if (event !== 'documents_changed') return true;
  const projectId = typeof data.project_id === 'number' ? data.project_id : null;
  return await reaches(house, tx, { id: appId, environment }, { companyId, projectId });
};
