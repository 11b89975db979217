import { type JWTPayload, SignJWT } from 'jose';
import type { House } from '../house.ts';
import { currentSigningKey } from './signing-keys.ts';

/** A JWT by the key that signs now (ES256), of one explicit type, so that none passes for another (RFC 8725 3.11). */
export async function signJwt(
  house: Pick<House, 'database' | 'clock' | 'keys'>,
  type: string,
  claims: JWTPayload,
): Promise<string> {
  const key = await currentSigningKey(house);
  if (key === undefined) throw new Error('There is no signing key yet.');
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: type })
    .sign(key.privateKey);
}
