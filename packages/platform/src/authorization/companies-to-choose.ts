import type { Reader } from '@gatehouse/database';
import type { RegisteredClient } from '../apps/client-store.ts';
import { type ConsentCompany, consentView } from '../installations/consent-companies.ts';
import type { Tables } from '../schema/tables.ts';
import { companiesAskedAbout } from './grant-company-store.ts';
import { findLiveGrant } from './grant-store.ts';

/** A company of a person, as the page that asks for consent shows it. */
export interface CompanyToChoose extends ConsentCompany {
  /** Whether its box is ticked to begin with: it is, until the person has left the company out. */
  readonly chosen: boolean;
}

/** The companies that an app could reach for a person, each with what the person said of it last. */
export async function companiesToChoose(
  tx: Reader<Tables>,
  personId: number,
  { clientId, environment }: Pick<RegisteredClient, 'clientId' | 'environment'>,
  appId: number,
): Promise<readonly CompanyToChoose[]> {
  const { companies } = await consentView(tx, personId, appId, environment);
  const grantId = await findLiveGrant(tx, personId, clientId);
  const said = grantId === undefined ? undefined : await companiesAskedAbout(tx, grantId);
  return companies.map((company) => ({ ...company, chosen: said?.get(company.companyId) ?? true }));
}
