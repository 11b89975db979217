import type { Writer } from '@gatehouse/database';
import { findVersion, type Version } from '../apps/version-store.ts';
import type { Origin } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { credentialOf } from './credential-store.ts';
import { changeInstallation, type StoredInstallation } from './installation-store.ts';
import {
  ensureDeveloperManagedAccount,
  permitProjects,
  withdrawAccount,
} from './own-account/developer-managed.ts';
import { environmentOf } from './standing-in-company.ts';

type Means = Pick<House, 'clock' | 'random'>;

/** What an admin said yes to. */
export interface Approval {
  readonly appId: number;
  /** Null where the app has no version: then it has nothing for itself either. */
  readonly version: Version | null;
  readonly permittedProjectIds: readonly number[];
}

/**
 * Makes a version's permissions, in these projects, all that the app has for itself in the company (rules M4, S6).
 * Nothing of an earlier approval stays.
 */
export async function approveVersion(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  installationId: number,
  { appId, version, permittedProjectIds }: Approval,
): Promise<void> {
  await changeInstallation(tx, companyId, installationId, { app_version_id: version?.id ?? null });
  const manifest = version?.manifest ?? null;
  const credential = await credentialOf(tx, appId, await environmentOf(tx, companyId));
  const approved = { appId, permittedProjectIds };
  if (manifest === null || credential === undefined)
    await permitProjects(house, tx, origin, companyId, { ...approved, manifest });
  else
    await ensureDeveloperManagedAccount(house, tx, origin, companyId, {
      ...approved,
      clientId: credential.clientId,
      manifest,
    });
}

/** Other projects, and the permissions that were approved before. */
export async function approveProjects(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  { companyId, app, versionId }: StoredInstallation,
  permittedProjectIds: readonly number[],
): Promise<void> {
  const version = versionId === null ? undefined : await findVersion(tx, app.id, versionId);
  const manifest = version?.manifest ?? null;
  await permitProjects(house, tx, origin, companyId, { appId: app.id, manifest, permittedProjectIds });
}

/** Nothing is approved any more; which version was is kept, for whoever reinstalls it. */
export async function withdrawApproval(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  { companyId, app }: StoredInstallation,
): Promise<void> {
  await withdrawAccount(house, tx, origin, companyId, app.id);
}
