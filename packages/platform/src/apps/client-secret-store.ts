import type { Reader, Writer } from '@gatehouse/database';
import { ulid } from '@gatehouse/service';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { isClientOf } from './app-client-store.ts';
import { makeSecret } from './client-secret.ts';

type Maker = Pick<House, 'clock' | 'random' | 'keys'>;

export interface ActiveSecret {
  readonly id: string;
  readonly hint: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

export interface AddedSecret extends ActiveSecret {
  /** Shown once. */
  readonly text: string;
}

/** The secrets that work at this moment, the oldest first. */
export async function listActiveSecrets(
  tx: Reader<Tables>,
  appId: number,
  clientId: string,
  now: number,
): Promise<ActiveSecret[]> {
  return await tx
    .selectFrom('client_secrets')
    .innerJoin('clients', 'clients.client_id', 'client_secrets.client_id')
    .select(['id', 'hint', 'client_secrets.created_at as createdAt', 'expires_at as expiresAt'])
    .where('clients.app_id', '=', appId)
    .where('client_secrets.client_id', '=', clientId)
    .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('id')
    .execute();
}

/** Adds a secret without a deadline. How many may be active is for the caller to have asked. */
export async function addSecret(house: Maker, tx: Writer<Tables>, clientId: string): Promise<AddedSecret> {
  const { text, hash, hint } = makeSecret(house.keys, house.random);
  const id = ulid(house.clock, house.random);
  const createdAt = house.clock.now();
  await tx
    .insertInto('client_secrets')
    .values({ id, client_id: clientId, secret_hash: hash, hint, created_at: createdAt, expires_at: null })
    .execute();
  return { id, hint, createdAt, expiresAt: null, text };
}

export type Rotated =
  | { readonly kind: 'rotated'; readonly secret: AddedSecret; readonly oldExpiresAt: number | null }
  | { readonly kind: 'two_active' }
  /** The client is not the app's. */
  | { readonly kind: 'absent' };

/**
 * A second secret, and a deadline for the first: both work until then, so that nothing stops while the new one is
 * rolled out (rule P1). A deadline that is already nearer stays. Permissions and tokens are untouched (rule S3).
 */
export async function rotateSecret(
  house: Maker,
  tx: Writer<Tables>,
  origin: Origin,
  appId: number,
  clientId: string,
  deadline: number,
): Promise<Rotated> {
  if (!(await isClientOf(tx, appId, clientId))) return { kind: 'absent' };
  const now = house.clock.now();
  const [old, ...more] = await listActiveSecrets(tx, appId, clientId, now);
  if (more.length > 0) return { kind: 'two_active' };
  await tx
    .deleteFrom('client_secrets')
    .where('client_id', '=', clientId)
    .where('expires_at', '<=', now)
    .execute();
  const oldExpiresAt = old === undefined ? null : Math.min(old.expiresAt ?? deadline, deadline);
  if (old !== undefined)
    await tx
      .updateTable('client_secrets')
      .set({ expires_at: oldExpiresAt })
      .where('client_id', '=', clientId)
      .where('id', '=', old.id)
      .execute();
  const secret = await addSecret(house, tx, clientId);
  await record(house, tx, origin, {
    event: 'client.secret_added',
    subject: `client:${clientId}`,
    details: { secret: secret.id, old: old?.id ?? null, old_expires_at: oldExpiresAt },
  });
  return { kind: 'rotated', secret, oldExpiresAt };
}

/** Ends a secret now. The last one stays: a client without any could not be told from one that lost them. */
export async function removeSecret(
  house: Maker,
  tx: Writer<Tables>,
  origin: Origin,
  appId: number,
  clientId: string,
  secretId: string,
): Promise<'removed' | 'absent' | 'last'> {
  const active = await listActiveSecrets(tx, appId, clientId, house.clock.now());
  if (!active.some(({ id }) => id === secretId)) return 'absent';
  if (active.length === 1) return 'last';
  await tx
    .deleteFrom('client_secrets')
    .where('client_id', '=', clientId)
    .where('id', '=', secretId)
    .execute();
  await record(house, tx, origin, {
    event: 'client.secret_removed',
    subject: `client:${clientId}`,
    details: { secret: secretId },
  });
  return 'removed';
}
