import type { Reader } from '@gatehouse/database';
import type { AppInCompany, AvailableUpdate, Installation, OfferedVersion } from '@gatehouse/wire';
import { difference } from '../apps/manifest.ts';
import { findVersion, latestVersion, type Version } from '../apps/version-store.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Tables } from '../schema/tables.ts';
import type { StoredApp, StoredInstallation } from './installation-store.ts';
import { permittedProjects } from './permitted-projects-store.ts';

/** An installation as admins see it, with what is approved and what waits for approval. */
export async function installationView(
  tx: Reader<Tables>,
  stored: StoredInstallation,
): Promise<Installation> {
  const { app, standing, companyId } = stored;
  if (standing === 'not_installed') throw new Error('What is stored was installed.');
  const approved = await approvedVersion(tx, stored);
  const projects = await permittedProjects(tx, companyId, app.id);
  return {
    id: stored.id,
    app: appView(app),
    state: standing,
    version: approved && { id: approved.id, semver: approved.semver, manifest: approved.manifest },
    update: standing === 'uninstalled' ? null : await availableUpdate(tx, stored, approved),
    permitted_projects: projects.map(({ id, name }) => ({ id, name })),
    installed_by: stored.installedBy,
    installed_at: timestamp(stored.installedAt),
    disconnected_at: stored.disconnectedAt === null ? null : timestamp(stored.disconnectedAt),
    uninstalled_at: stored.uninstalledAt === null ? null : timestamp(stored.uninstalledAt),
    uninstalled_by: stored.uninstalledBy,
    origin: stored.origin,
    post_installation_notes: approved?.manifest.post_installation_notes || null,
  };
}

export async function approvedVersion(
  tx: Reader<Tables>,
  { app, versionId }: Pick<StoredInstallation, 'app' | 'versionId'>,
): Promise<Version | null> {
  return versionId === null ? null : ((await findVersion(tx, app.id, versionId)) ?? null);
}

/** What is on offer and not approved. A version older than the approved one is no update. */
export async function availableUpdate(
  tx: Reader<Tables>,
  { environment, app }: Pick<StoredInstallation, 'environment' | 'app'>,
  approved: Version | null,
): Promise<AvailableUpdate | null> {
  const latest = await latestVersion(tx, environment, app.id);
  if (latest === undefined || (approved !== null && latest.id <= approved.id)) return null;
  return {
    version: versionView(latest),
    difference: difference(approved?.manifest ?? null, latest.manifest),
  };
}

export function versionView({ id, semver, manifest, releaseNotes }: Version): OfferedVersion {
  return { id, semver, manifest, release_notes: releaseNotes };
}

export function appView({ id, name, publisher, verified, description }: StoredApp): AppInCompany {
  return { id, name, publisher, verified, description };
}
