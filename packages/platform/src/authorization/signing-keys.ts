import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Reader } from '@gatehouse/database';
import { open, type SealContext, seal } from '@gatehouse/service';
import { type JsonWebKeySet, JsonWebKey as PublicKey, parse } from '@gatehouse/wire';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import {
  findCurrentKey,
  findNewestKey,
  findPublishedKeys,
  insertKey,
  removeKeysPublishedUntil,
  retireKeysBefore,
} from './signing-key-store.ts';

const day = 24 * 60 * 60 * 1000;

/** How long verifiers may keep a copy of the key set. */
export const jwksMaxAge = 60 * 60;

/**
 * A new key is published this long before it signs, and an old one this long after it last signed: longer than any
 * cached key set and any token, so that no verifier ever meets a key it has not seen (check JW-12).
 */
const overlap = day;

/**
 * Makes the next signing key where the newest is due, or at once when asked to. Several nodes may ask at the same
 * moment: the newest key is read in the unit that replaces it, so one of them makes it and the others find it.
 */
export async function rotateSigningKeys(
  house: Pick<House, 'settings' | 'database' | 'clock' | 'random' | 'keys'>,
  options: { readonly force?: boolean } = {},
): Promise<'created' | 'rotated' | 'unchanged'> {
  const key = await newKey(house);
  return await house.database.write(async (tx) => {
    const now = house.clock.now();
    const newest = await findNewestKey(tx);
    // A key that is published and does not sign yet is the next one already.
    const isWaiting = newest !== undefined && newest.signs_from > now;
    const isDue = newest !== undefined && now - newest.signs_from >= house.settings.signingKeyLife;
    if (newest !== undefined && (isWaiting || !(isDue || options.force === true))) return 'unchanged';

    const signsFrom = newest === undefined ? now : now + overlap;
    await insertKey(tx, { ...key, created_at: now, signs_from: signsFrom, published_until: null });
    await retireKeysBefore(tx, key.kid, signsFrom + overlap);
    await removeKeysPublishedUntil(tx, now);
    const outcome = newest === undefined ? 'created' : 'rotated';
    const origin = {
      requestId: 'housekeeping',
      address: '',
      actor: { kind: 'system' },
      clientId: null,
    } as const;
    await record(house, tx, origin, {
      event: `signing_key.${outcome}`,
      subject: `signing_key:${key.kid}`,
      details: { signs_from: signsFrom },
    });
    return outcome;
  });
}

export interface SigningKey {
  readonly kid: string;
  readonly algorithm: 'ES256';
  readonly privateKey: KeyObject;
}

/** The key that signs now, ready for use. Undefined only before the first rotation. */
export async function currentSigningKey(
  house: Pick<House, 'clock' | 'keys'>,
  tx: Reader<Tables>,
): Promise<SigningKey | undefined> {
  const row = await findCurrentKey(tx, house.clock.now());
  if (row === undefined) return undefined;
  const opened = open(house.keys, contextOf(row.kid), row.private_sealed);
  if (opened === undefined)
    throw new Error(`The signing key ${row.kid} cannot be opened with the present secret keys.`);
  const privateKey = createPrivateKey({ key: Buffer.from(opened), format: 'der', type: 'pkcs8' });
  return { kid: row.kid, algorithm: row.algorithm, privateKey };
}

/** The public keys a verifier may need: the old, the current and the next (RFC 7517). */
export async function publishedKeys(house: Pick<House, 'database' | 'clock'>): Promise<JsonWebKeySet> {
  const rows = await house.database.read((tx) => findPublishedKeys(tx, house.clock.now()));
  const keys = rows.map(({ kid, public_jwk: text }) => {
    const parsed = parse(PublicKey, JSON.parse(text));
    if (!parsed.ok) throw new Error(`The stored signing key ${kid} is not a public key.`);
    return parsed.value;
  });
  return { keys };
}

async function newKey(house: Pick<House, 'random' | 'keys'>) {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const kid = Buffer.from(house.random.bytes(12)).toString('base64url');
  const { x, y } = publicKey.export({ format: 'jwk' });
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  return {
    kid,
    algorithm: 'ES256' as const,
    public_jwk: JSON.stringify({ kty: 'EC', crv: 'P-256', x, y, kid, use: 'sig', alg: 'ES256' }),
    private_sealed: seal(house.keys, house.random, contextOf(kid), der),
  };
}

function contextOf(kid: string): SealContext {
  return { purpose: 'signing-key', associatedData: [kid] };
}
