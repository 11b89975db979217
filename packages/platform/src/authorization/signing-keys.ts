import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Reader, Writer } from '@gatehouse/database';
import { open, type SealContext, seal } from '@gatehouse/service';
import { type JsonWebKeySet, JsonWebKey as PublicKey, parse, type SigningAlgorithm } from '@gatehouse/wire';
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
 * What we sign by. Every OpenID Connect client reads RS256, and some read nothing else unless they are told (Discovery 1.0
 * section 3 demands it); what APIs check is signed by ES256, shorter and cheaper, unless the operator wants RS256 for it
 * (RFC 9068 section 2.1 has every API read that).
 */
export const signingAlgorithms = ['RS256', 'ES256'] as const satisfies readonly SigningAlgorithm[];

type Rotation = 'created' | 'rotated' | 'unchanged';
type KeyKeeper = Pick<House, 'settings' | 'database' | 'clock' | 'random' | 'keys'>;

/**
 * Makes the next signing key of each kind where the newest is due, or at once when asked to. Several nodes may ask at the
 * same moment: the newest is read again in the unit that replaces it, so one of them makes it and the others find it.
 */
export async function rotateSigningKeys(
  house: KeyKeeper,
  { force = false }: { readonly force?: boolean } = {},
): Promise<Rotation> {
  // An RSA key takes a good part of a second to find: none is made for nothing.
  const due = await house.database.read((tx) => kindsDue(house, tx, force));
  if (due.length === 0) return 'unchanged';
  const keys = await Promise.all(due.map((algorithm) => newKey(house, algorithm)));
  return await house.database.write(async (tx) => {
    let outcome: Rotation = 'unchanged';
    const stillDue = await kindsDue(house, tx, force);
    for (const key of keys) if (stillDue.includes(key.algorithm)) outcome = await replaceKey(house, tx, key);
    return outcome;
  });
}

async function kindsDue(
  { clock, settings }: Pick<KeyKeeper, 'clock' | 'settings'>,
  tx: Reader<Tables>,
  force: boolean,
): Promise<readonly SigningAlgorithm[]> {
  const due: SigningAlgorithm[] = [];
  for (const algorithm of signingAlgorithms) {
    const newest = await findNewestKey(tx, algorithm);
    const age = newest === undefined ? Number.POSITIVE_INFINITY : clock.now() - newest.signs_from;
    // A key that is published and does not sign yet is the next one already.
    if (age >= 0 && (force || age >= settings.signingKeyLife)) due.push(algorithm);
  }
  return due;
}

async function replaceKey(
  house: KeyKeeper,
  tx: Writer<Tables>,
  key: Awaited<ReturnType<typeof newKey>>,
): Promise<Rotation> {
  const now = house.clock.now();
  const isFirst = (await findNewestKey(tx, key.algorithm)) === undefined;
  const signsFrom = isFirst ? now : now + overlap;
  await insertKey(tx, { ...key, created_at: now, signs_from: signsFrom, published_until: null });
  await retireKeysBefore(tx, key.algorithm, key.kid, signsFrom + overlap);
  await removeKeysPublishedUntil(tx, key.algorithm, now);
  const outcome = isFirst ? 'created' : 'rotated';
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
