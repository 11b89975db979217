import type { Reader, Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { ClientRow, Environment, Tables } from '../schema/tables.ts';

export type FoundClient = Pick<ClientRow, 'client_id' | 'environment' | 'grant_types' | 'refresh_grace'>;

/** The clients of an app, its sandbox before its production. */
export async function listClients(tx: Reader<Tables>, appId: number): Promise<FoundClient[]> {
  return await clientsOf(tx, appId).orderBy('environment', 'desc').execute();
}

/** The client of an app in one environment. */
export async function findAppClient(
  tx: Reader<Tables>,
  appId: number,
  environment: Environment,
): Promise<FoundClient | undefined> {
  return await clientsOf(tx, appId).where('environment', '=', environment).executeTakeFirst();
}

function clientsOf(tx: Reader<Tables>, appId: number) {
  return tx
    .selectFrom('clients')
    .select(['client_id', 'environment', 'grant_types', 'refresh_grace'])
    .where('app_id', '=', appId)
    .where('disabled_at', 'is', null);
}

/** Whether a client is the app's, in whichever environment. */
export async function isClientOf(tx: Reader<Tables>, appId: number, clientId: string): Promise<boolean> {
  const row = await clientsOf(tx, appId).where('client_id', '=', clientId).executeTakeFirst();
  return row !== undefined;
}

export async function listRedirectUris(
  tx: Reader<Tables>,
  appId: number,
  clientId: string,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('redirect_uris')
    .innerJoin('clients', 'clients.client_id', 'redirect_uris.client_id')
    .select('redirect_uris.uri')
    .where('clients.app_id', '=', appId)
    .where('redirect_uris.client_id', '=', clientId)
    .orderBy('redirect_uris.uri')
    .execute();
  return rows.map(({ uri }) => uri);
}

/** Registers exactly these URIs, each of which `redirectUriFault` has let through. */
export async function replaceRedirectUris(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  appId: number,
  clientId: string,
  uris: readonly string[],
): Promise<boolean> {
  if (!(await isClientOf(tx, appId, clientId))) return false;
  await tx.deleteFrom('redirect_uris').where('client_id', '=', clientId).execute();
  if (uris.length > 0)
    await tx
      .insertInto('redirect_uris')
      .values(uris.map((uri) => ({ client_id: clientId, uri })))
      .execute();
  await record(house, tx, origin, {
    event: 'client.redirect_uris_changed',
    subject: `client:${clientId}`,
    details: { uris: uris.join(' ') },
  });
  return true;
}
