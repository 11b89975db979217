import type { Reader, Writer } from '@gatehouse/database';
import { findRegisteredClient, type RegisteredClient } from '../apps/client-store.ts';
import { addApp, addClient } from '../apps/create-app.ts';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import type { ClientDocument } from './client-document.ts';

/** What somebody allowed before; `gone` where it was, and its app has been suspended since. */
export async function findDocumentedClient(
  tx: Reader<Tables>,
  clientId: string,
): Promise<RegisteredClient | 'unknown' | 'gone'> {
  const client = await findRegisteredClient(tx, clientId);
  if (client !== undefined) return client;
  const row = await tx
    .selectFrom('clients')
    .select('client_id')
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row === undefined ? 'unknown' : 'gone';
}

/**
 * The rows of a client by URL, made when the first person allows it, and brought up to its document at each later
 * Allow. Its app is nobody's: the person who was first stands in its row, and has no right over it.
 */
export async function keepDocumentedClient(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  document: ClientDocument,
  personId: number,
): Promise<void> {
  const { clientId, name, redirectUris } = document;
  const known = await findDocumentedClient(tx, clientId);
  if (known === 'gone') return;
  if (known === 'unknown') return await begin(house, tx, origin, document, personId);
  if (known.app !== null && known.app.name !== name)
    await tx.updateTable('apps').set({ name }).where('id', '=', known.app.id).execute();
  if (known.confidential !== (document.keys !== null)) {
    const since = document.keys === null ? null : house.clock.now();
    await tx
      .updateTable('clients')
      .set({ confidential_since: since })
      .where('client_id', '=', clientId)
      .execute();
  }
  const gone = known.redirectUris.filter((uri) => !redirectUris.includes(uri));
  const fresh = redirectUris.filter((uri) => !known.redirectUris.includes(uri));
  if (gone.length > 0)
    await tx.deleteFrom('redirect_uris').where('client_id', '=', clientId).where('uri', 'in', gone).execute();
  for (const uri of fresh)
    await tx.insertInto('redirect_uris').values({ client_id: clientId, uri }).execute();
}

/** Ids of apps begin at 1: this one is in no company and has no version. */
const noAppYet = 0;
const grantTypes = ['authorization_code', 'refresh_token'] as const;

/** The client as its document describes it now: what was registered before counts only for where it is installed. */
export async function clientBy(
  house: Pick<House, 'clock'>,
  tx: Reader<Tables>,
  { clientId, name, host, redirectUris, keys }: ClientDocument,
): Promise<RegisteredClient | undefined> {
  const known = await findDocumentedClient(tx, clientId);
  if (known === 'gone') return undefined;
  const app = { id: noAppYet, publisher: host, verified: false, createdAt: house.clock.now() };
  const confidential = keys !== null;
  if (known !== 'unknown')
    return {
      ...known,
      confidential,
      proofKeyRequired: true,
      redirectUris,
      app: { ...(known.app ?? app), name },
    };
  return {
    clientId,
    redirectUris,
    grantTypes,
    environment: 'production',
    confidential,
    proofKeyRequired: true,
    privateKeyRequired: false,
    secretMethod: null,
    openidConnect: true,
    idTokenAlgorithm: 'RS256',
    resources: null,
    dpopRequired: false,
    pushedRequestsRequired: false,
    refreshGrace: null,
    refreshIdleLimit: null,
    refreshAbsoluteLimit: null,
    epoch: 0,
    secrets: [],
    account: null,
    appId: noAppYet,
    app: { ...app, name },
  };
}

async function begin(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  { clientId, name, host, redirectUris, keys }: ClientDocument,
  personId: number,
): Promise<void> {
  const appId = await addApp(house, tx, { name, description: '', publisher: host, developerId: personId });
  const confidential = keys !== null;
  const client = { appId, environment: 'production', grantTypes, redirectUris, confidential } as const;
  if (!(await addClient(house, tx, clientId, client))) {
    // Somebody else allowed it first, at this very moment.
    await tx.deleteFrom('apps').where('id', '=', appId).execute();
    return;
  }
  await record(house, tx, origin, { event: 'app.created', subject: `app:${appId}`, details: { name } });
  await record(house, tx, origin, {
    event: 'client.created',
    subject: `client:${clientId}`,
    details: { app_id: appId, environment: 'production', confidential },
  });
}
