import type { Reader, Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Environment, Tables } from '../schema/tables.ts';
import { findAppClient } from './app-client-store.ts';
import type { ClientKey } from './client-key.ts';

/** Enough to roll one key over on several machines; each may be tried for an assertion that names none. */
const mostKeys = 5;

export interface StoredKey extends ClientKey {
  readonly createdAt: number;
}

/** The keys by which the client of this id may authenticate now, the oldest first. */
export async function findClientKeys(tx: Reader<Tables>, clientId: string): Promise<StoredKey[]> {
  const rows = await tx
    .selectFrom('client_keys')
    .select(['kid', 'algorithm', 'jwk', 'created_at'])
    .where('client_id', '=', clientId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('kid')
    .execute();
  return rows.map(({ kid, algorithm, jwk, created_at: createdAt }) => ({
    kid,
    algorithm,
    jwk: JSON.parse(jwk),
    createdAt,
  }));
}

/** The keys of an app's client in one environment; undefined where the app has no client there. */
export async function listAppKeys(
  tx: Reader<Tables>,
  appId: number,
  environment: Environment,
): Promise<StoredKey[] | undefined> {
  const client = await findAppClient(tx, appId, environment);
  return client === undefined ? undefined : await findClientKeys(tx, client.client_id);
}

export type Added =
  | { readonly kind: 'added'; readonly key: StoredKey }
  /** The kid names another key of this client, or one that was removed: it stays the name of that one. */
  | { readonly kind: 'kid_taken' }
  | { readonly kind: 'too_many' }
  /** The app has no client in this environment. */
  | { readonly kind: 'absent' };

export async function addAppKey(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  appId: number,
  environment: Environment,
  { key, createdBy }: { readonly key: ClientKey; readonly createdBy: number },
): Promise<Added> {
  const client = await findAppClient(tx, appId, environment);
  if (client === undefined) return { kind: 'absent' };
  const { client_id } = client;
  if ((await findClientKeys(tx, client_id)).length >= mostKeys) return { kind: 'too_many' };
  const { kid, algorithm } = key;
  const createdAt = house.clock.now();
  const row = await tx
    .insertInto('client_keys')
    .values({
      client_id,
      kid,
      algorithm,
      jwk: JSON.stringify(key.jwk),
      created_at: createdAt,
      created_by: createdBy,
      removed_at: null,
    })
    .onConflict((on) => on.columns(['client_id', 'kid']).doNothing())
    .returning('kid')
    .executeTakeFirst();
  if (row === undefined) return { kind: 'kid_taken' };
  await record(house, tx, origin, {
    event: 'client_key.added',
    subject: `client:${client_id}`,
    details: { kid, algorithm },
  });
  return { kind: 'added', key: { ...key, createdAt } };
}

export type Removed =
  | 'removed'
  | 'absent'
  /** The client shows who it is by keys alone: without this one it could do nothing, and nobody would be told why. */
  | 'last';

/** Ends a key: what it signed is refused from the next request on. */
export async function removeAppKey(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  appId: number,
  environment: Environment,
  kid: string,
): Promise<Removed> {
  const client = await findAppClient(tx, appId, environment);
  if (client === undefined) return 'absent';
  const { client_id } = client;
  const keys = await findClientKeys(tx, client_id);
  if (!keys.some((key) => key.kid === kid)) return 'absent';
  if (keys.length === 1 && (await needsKey(tx, client_id))) return 'last';
  const removed = await tx
    .updateTable('client_keys')
    .set({ removed_at: house.clock.now() })
    .where('client_id', '=', client_id)
    .where('kid', '=', kid)
    .where('removed_at', 'is', null)
    .returning('kid')
    .executeTakeFirst();
  if (removed === undefined) return 'absent';
  await record(house, tx, origin, {
    event: 'client_key.removed',
    subject: `client:${client_id}`,
    details: { kid },
  });
  return 'removed';
}

async function needsKey(tx: Reader<Tables>, clientId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('clients')
    .select('client_id')
    .where('client_id', '=', clientId)
    .where('private_key_required_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}
