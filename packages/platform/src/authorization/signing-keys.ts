import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Reader } from '@gatehouse/database';
import { open, type SealContext, seal } from '@gatehouse/service';
import { type JsonWebKeySet, JsonWebKey as PublicKey, parse, type SigningAlgorithm } from '@gatehouse/wire';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { SigningKeyRow, Tables } from '../schema/tables.ts';
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
 * What we sign by. Every OpenID Connect client reads RS256, and some read nothing else unless they are told (Discovery 1.0
 * section 3 demands it); all but id_tokens is signed by ES256, whose signatures are shorter and cost less.
 */
export const signingAlgorithms = ['RS256', 'ES256'] as const satisfies readonly SigningAlgorithm[];

type Rotation = 'created' | 'rotated' | 'unchanged';
type KeyKeeper = Pick<House, 'settings' | 'database' | 'clock' | 'random' | 'keys'>;

/** Makes the next signing key of each kind where the newest is due, or at once when asked to. */
export async function rotateSigningKeys(
  house: KeyKeeper,
  options: { readonly force?: boolean } = {},
): Promise<Rotation> {
  let outcome: Rotation = 'unchanged';
  for (const algorithm of signingAlgorithms) {
    const rotation = await rotate(house, algorithm, options.force === true);
    if (rotation !== 'unchanged') outcome = rotation;
  }
  return outcome;
}

/**
 * Several nodes may ask at the same moment: the newest key is read again in the unit that replaces it, so one of them
 * makes it and the others find it.
 */
async function rotate(house: KeyKeeper, algorithm: SigningAlgorithm, force: boolean): Promise<Rotation> {
  const { database, settings } = house;
  const asks = (newest: SigningKeyRow | undefined): boolean => {
    if (newest === undefined) return true;
    const now = house.clock.now();
    // A key that is published and does not sign yet is the next one already.
    return newest.signs_from <= now && (force || now - newest.signs_from >= settings.signingKeyLife);
  };
  // An RSA key takes a good part of a second to find: none is made for nothing.
  if (!asks(await database.read((tx) => findNewestKey(tx, algorithm)))) return 'unchanged';
  const key = await newKey(house, algorithm);
  return await database.write(async (tx) => {
    const newest = await findNewestKey(tx, algorithm);
    if (!asks(newest)) return 'unchanged';
    const now = house.clock.now();
    const signsFrom = newest === undefined ? now : now + overlap;
    await insertKey(tx, { ...key, created_at: now, signs_from: signsFrom, published_until: null });
    await retireKeysBefore(tx, algorithm, key.kid, signsFrom + overlap);
    await removeKeysPublishedUntil(tx, algorithm, now);
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
  readonly algorithm: SigningAlgorithm;
  readonly privateKey: KeyObject;
}

/** The key that signs now, ready for use. Undefined only before the first rotation. */
export async function currentSigningKey(
  house: Pick<House, 'clock' | 'keys'>,
  tx: Reader<Tables>,
  algorithm: SigningAlgorithm,
): Promise<SigningKey | undefined> {
  const row = await findCurrentKey(tx, algorithm, house.clock.now());
  if (row === undefined) return undefined;
  const opened = open(house.keys, contextOf(row.kid), row.private_sealed);
  if (opened === undefined)
    throw new Error(`The signing key ${row.kid} cannot be opened with the present secret keys.`);
  const privateKey = createPrivateKey({ key: Buffer.from(opened), format: 'der', type: 'pkcs8' });
  return { kid: row.kid, algorithm: row.algorithm, privateKey };
}

/** The public keys a verifier may need: the old, the current and the next (RFC 7517). */
export async function publishedKeys(house: Pick<House, 'database' | 'clock'>): Promise<JsonWebKeySet> {
  const now = house.clock.now();
  const rows = await house.database.read(async (tx) => [
    ...(await findPublishedKeys(tx, 'ES256', now)),
    ...(await findPublishedKeys(tx, 'RS256', now)),
  ]);
  const keys = rows.map(({ kid, public_jwk: text }) => {
    const parsed = parse(PublicKey, JSON.parse(text));
    if (!parsed.ok) throw new Error(`The stored signing key ${kid} is not a public key.`);
    return parsed.value;
  });
  return { keys };
}

async function newKey(house: Pick<House, 'random' | 'keys'>, algorithm: SigningAlgorithm) {
  const { publicKey, privateKey } = await makers[algorithm]();
  const kid = Buffer.from(house.random.bytes(12)).toString('base64url');
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  return {
    kid,
    algorithm,
    public_jwk: JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: algorithm }),
    private_sealed: seal(house.keys, house.random, contextOf(kid), der),
  };
}

const makers = {
  ES256: () => promisify(generateKeyPair)('ec', { namedCurve: 'P-256' }),
  RS256: () => promisify(generateKeyPair)('rsa', { modulusLength: 2048 }),
};

function contextOf(kid: string): SealContext {
  return { purpose: 'signing-key', associatedData: [kid] };
}
