import type { Writer } from '@gatehouse/database';
import type { NewCredentials } from '@gatehouse/wire';
import { createApp, createClient } from '../apps/create-app.ts';
import { grantTypesOfApps } from '../apps/grant-types.ts';
import type { Origin } from '../audit/audit.ts';
import type { KeptTexts } from '../documents/lay-out.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { createSandboxCompany } from './sandbox-company.ts';

export interface Registration {
  readonly app: { readonly name: string; readonly description: string; readonly publisher: string };
  readonly texts: KeptTexts;
}

/** An app with everything its developer needs to try it: a company of its own, and credentials for it (rule P1). */
export async function registerApp(
  house: Pick<House, 'blobs' | 'clock' | 'random' | 'keys'>,
  tx: Writer<Tables>,
  origin: Origin,
  developerId: number,
  { app, texts }: Registration,
): Promise<{ readonly appId: number; readonly credentials: NewCredentials }> {
  const sandboxCompanyId = await createSandboxCompany(house, tx, origin, {
    name: `${app.name} Sandbox`,
    developerId,
    texts,
  });
  const { id: appId } = await createApp(house, tx, origin, { ...app, developerId, sandboxCompanyId });
  const { clientId, clientSecret } = await createClient(house, tx, origin, {
    appId,
    environment: 'sandbox',
    grantTypes: grantTypesOfApps,
    redirectUris: ['http://localhost'],
  });
  if (clientSecret === undefined) throw new Error('An app needs a secret.');
  return {
    appId,
    credentials: { environment: 'sandbox', client_id: clientId, client_secret: clientSecret },
  };
}
