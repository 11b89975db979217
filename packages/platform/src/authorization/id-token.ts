import { createHash } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { Client } from '../apps/client-store.ts';
import type { House } from '../house.ts';
import { acrOf, type Method } from '../second-factors/methods.ts';
import { personClaims } from './person-claims.ts';
import { signJwt } from './sign-jwt.ts';
import { publishedKeys, signingAlgorithms } from './signing-keys.ts';
import { subjectOf } from './token-state.ts';

/** Seconds. Read once, when it arrives; the session of the app is the app's matter. */
const lifetime = 600;

export interface SignedIn {
  readonly client: Pick<Client, 'clientId' | 'idTokenAlgorithm'>;
  readonly personId: number;
  readonly accessToken: string;
  readonly nonce: string | null;
  /** As granted. */
  readonly scope: string;
  /** Milliseconds. */
  readonly signedInAt: number;
  readonly methods: readonly Method[];
}

/**
 * OpenID Connect Core section 2: who signed in, when, how, and for whom this is said. What the scopes let the app know
 * of the person is in it as well as at userinfo (section 5.4 asks for the latter alone): many clients, Auth.js among them,
 * look nowhere else, and would show a person without a name.
 */
export async function makeIdToken(house: House, signedIn: SignedIn): Promise<string> {
  const { client, personId, accessToken, nonce, scope, signedInAt, methods } = signedIn;
  const told = await house.database.read((tx) => personClaims(tx, personId, scope.split(' ')));
  const now = Math.floor(house.clock.now() / 1000);
  const digest = createHash('sha256').update(accessToken).digest();
  return await signJwt(house, client.idTokenAlgorithm, 'JWT', {
    ...told,
    iss: house.issuer,
    sub: subjectOf({ kind: 'person', personId }),
    aud: client.clientId,
    iat: now,
    exp: now + lifetime,
    auth_time: Math.floor(signedInAt / 1000),
    amr: methods,
    acr: acrOf(methods),
    ...(nonce === null ? {} : { nonce }),
    // Section 3.1.3.6: the left half of the digest ties the access token to this.
    at_hash: digest.subarray(0, 16).toString('base64url'),
  });
}

/** Whose id_token this was, also one that has expired; undefined for what we did not sign with a key we still publish. */
export async function readIdTokenHint(
  house: House,
  hint: string,
): Promise<{ readonly clientId: string; readonly subject: string } | undefined> {
  try {
    const { payload } = await jwtVerify(hint, createLocalJWKSet(await publishedKeys(house)), {
      algorithms: [...signingAlgorithms],
      issuer: house.issuer,
      typ: 'JWT',
      currentDate: new Date(0),
    });
    const { aud, sub } = payload;
    return typeof aud === 'string' && typeof sub === 'string' ? { clientId: aud, subject: sub } : undefined;
  } catch {
    return undefined;
  }
}
