import type { SigningAlgorithm } from '@gatehouse/wire';
import { type JWTPayload, SignJWT } from 'jose';
import type { House } from '../house.ts';
import { currentSigningKey, type SigningKey } from './signing-keys.ts';

/** A JWT by the key that signs now, of one explicit type, so that none passes for another (RFC 8725 3.11). */
export async function signJwt(
  house: Pick<House, 'database' | 'clock' | 'keys'>,
  algorithm: SigningAlgorithm,
  type: string,
  claims: JWTPayload,
): Promise<string> {
  const key = await house.database.read((tx) => currentSigningKey(house, tx, algorithm));
  return await signWith(key, type, claims);
}

/** The same by a key that was read in the unit of whoever asks. */
export async function signWith(
  key: SigningKey | undefined,
  type: string,
  claims: JWTPayload,
): Promise<string> {
  if (key === undefined) throw new Error('There is no signing key yet.');
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: type })
    .sign(key.privateKey);
}
