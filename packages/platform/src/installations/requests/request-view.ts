import type { Reader } from '@gatehouse/database';
import type { InstallationRequest } from '@gatehouse/wire';
import { latestVersion } from '../../apps/version-store.ts';
import { timestamp } from '../../rest/timestamp.ts';
import type { Environment, Tables } from '../../schema/tables.ts';
import { appView, versionView } from '../installation-view.ts';
import type { StoredRequest } from './request-store.ts';

/** A request, with what approving it would install while it is pending. */
export async function requestView(
  tx: Reader<Tables>,
  environment: Environment,
  stored: StoredRequest,
): Promise<InstallationRequest> {
  const version =
    stored.status === 'pending' ? await latestVersion(tx, environment, stored.app.id) : undefined;
  return {
    id: stored.id,
    app: appView(stored.app),
    version: version === undefined ? null : versionView(version),
    requested_by: stored.person,
    status: stored.status,
    implicit: stored.implicit,
    reason: stored.reason,
    created_at: timestamp(stored.createdAt),
    decided_at: stored.decidedAt === null ? null : timestamp(stored.decidedAt),
    decided_by: stored.decidedBy,
    answer: stored.answer,
  };
}
