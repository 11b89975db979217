import type { Writer } from '@gatehouse/database';
import type { Version } from '../apps/version-store.ts';
import type { Origin } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Environment, Tables } from '../schema/tables.ts';
import { consentView } from './consent-companies.ts';
import { install } from './install.ts';
import { askFor } from './requests/ask.ts';

/**
 * A person's Allow, in each of their companies (rule M2): where members may install, the app is there from now on;
 * where they may not, its admins are asked. What an admin took out stays out. `chosen` narrows to some companies.
 */
export async function installOnAllow(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  app: { readonly appId: number; readonly environment: Environment; readonly personId: number },
  chosen?: ReadonlySet<number>,
): Promise<void> {
  const { appId, environment, personId } = app;
  const { version, companies } = await consentView(tx, personId, appId, environment);
  for (const { companyId, state } of companies) {
    if (chosen?.has(companyId) === false) continue;
    if (state === 'will_install')
      await install(house, tx, origin, companyId, {
        appId,
        personId,
        how: 'authorization',
        version: approvableByMember(version),
      });
    else if (state === 'not_installed')
      await askFor(house, tx, origin, companyId, { appId, personId, reason: '', implicit: true });
  }
}

/** Nobody gives what they do not have: an app's own account takes an admin's approval, and waits for it as an update. */
function approvableByMember(version: Version | null): Version | null {
  return version?.manifest.components.service_account === null ? version : null;
}
