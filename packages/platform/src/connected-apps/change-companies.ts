import type { Writer } from '@gatehouse/database';
import { findRegisteredClient } from '../apps/client-store.ts';
import type { Origin } from '../audit/audit.ts';
import { chooseCompanies } from '../authorization/choose-companies.ts';
import type { CompanyChoice } from '../authorization/company-choice.ts';
import type { House } from '../house.ts';
import { installOnAllow } from '../installations/install-on-allow.ts';
import type { Tables } from '../schema/tables.ts';
import { clientOfGrant } from './connected-apps-store.ts';

/** A person changes, without allowing the app again, where it may act for them. What is let in now is as if allowed. */
export async function changeCompanies(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  { grantId, personId, ...choice }: CompanyChoice & { readonly grantId: string; readonly personId: number },
): Promise<void> {
  const clientId = await clientOfGrant(tx, personId, grantId);
  if (clientId === undefined) return;
  await chooseCompanies(house, tx, origin, { grantId, clientId, choice });
  const client = await findRegisteredClient(tx, clientId);
  if (client === undefined || client.app === null) return;
  const { app, environment } = client;
  await installOnAllow(house, tx, origin, { appId: app.id, environment, personId }, choice.chosen);
}
