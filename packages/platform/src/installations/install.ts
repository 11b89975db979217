import type { Writer } from '@gatehouse/database';
import type { Version } from '../apps/version-store.ts';
import type { Origin } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { InstallationRow, Tables } from '../schema/tables.ts';
import { announceStep } from './announce-step.ts';
import { approveVersion } from './approve-version.ts';
import { insertInstallation } from './installation-store.ts';
import { type Answered, settlePending } from './requests/settle.ts';

export interface NewInstallation {
  readonly appId: number;
  readonly personId: number;
  readonly how: InstallationRow['origin'];
  /** What is approved with it; without one the app acts for people only. */
  readonly version?: Version | null;
  readonly permittedProjectIds?: readonly number[];
  /** The request that it grants. */
  readonly answered?: Answered | undefined;
}

/**
 * Connects an app with a company it was never in, and answers everyone who asked for it. Whether that is legal and
 * wanted was asked before: see take-step.ts for admins and allow.ts for members.
 */
export async function install(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { appId, personId, how, version = null, permittedProjectIds = [], answered }: NewInstallation,
): Promise<number> {
  const id = await insertInstallation(tx, companyId, {
    app_id: appId,
    installed_by: personId,
    installed_at: house.clock.now(),
    origin: how,
  });
  await approveVersion(house, tx, origin, companyId, id, { appId, version, permittedProjectIds });
  await announceStep(house, tx, origin, companyId, {
    step: 'install',
    installationId: id,
    appId,
    details: { how },
    version,
  });
  await settlePending(house, tx, origin, companyId, { appId, personId, answered });
  return id;
}
