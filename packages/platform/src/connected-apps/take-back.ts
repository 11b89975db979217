import type { Writer } from '@gatehouse/database';
import type { Origin } from '../audit/audit.ts';
import { revokeGrant } from '../authorization/revoke-grant.ts';
import { recordAppEvent } from '../events/record-app-event.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { listConnectedApps, listConnectedCompanies } from './connected-apps-store.ts';

/**
 * Takes back what a person has allowed: every token of it is dead at once, and the app is told, in each company where it
 * works and the person had let it in, so that it can forget what it keeps of them. Of `only` where that is given.
 */
export async function takeBack(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  personId: number,
  only?: string,
): Promise<void> {
  const apps = await listConnectedApps(tx, personId);
  const companies = await listConnectedCompanies(tx, personId);
  for (const { grantId, appId } of apps) {
    if (only !== undefined && grantId !== only) continue;
    if (!(await revokeGrant(house, tx, origin, { grantId, reason: 'person' }))) continue;
    for (const { grantId: of, id: companyId, ...at } of companies) {
      if (of !== grantId || at.installedAt === null || at.leftOutAt !== null) continue;
      if (at.uninstalledAt !== null || at.disconnectedAt !== null) continue;
      const data = { person_id: personId };
      await recordAppEvent(house, tx, { appId, companyId, event: 'authorization_revoked', data });
    }
  }
}
