import type { Reader } from '@gatehouse/database';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { AccessTokenClaims } from '../access/access-token.ts';
import type { House } from '../house.ts';
import type { Environment, Tables } from '../schema/tables.ts';
import { signWith } from './sign-jwt.ts';
import { currentSigningKey, publishedKeys, signingAlgorithms } from './signing-keys.ts';

const type = 'at+jwt';

export interface ResourceToken {
  readonly claims: AccessTokenClaims;
  /** The outside API, by its identifier. */
  readonly resource: string;
}

/**
 * An access token for an outside API, which checks it by our published keys (RFC 9068 section 2.2). What it says of
 * chain, epoch and environment is for ourselves: by these, introspection tells whether it is alive.
 */
export async function makeResourceToken(
  house: Pick<House, 'issuer' | 'clock' | 'keys' | 'settings'>,
  tx: Reader<Tables>,
  { claims, resource }: ResourceToken,
  about: { readonly subject: string; readonly scope: string | null },
): Promise<string> {
  const { tokenId, clientId, epoch, environment, familyId, issuedAt, expiresAt, jkt } = claims;
  const key = await currentSigningKey(house, tx, house.settings.apiSigningAlgorithm);
  return await signWith(key, type, {
    iss: house.issuer,
    aud: resource,
    sub: about.subject,
    client_id: clientId,
    iat: Math.floor(issuedAt / 1000),
    exp: Math.floor(expiresAt / 1000),
    jti: tokenId,
    ...(about.scope === null ? {} : { scope: about.scope }),
    ...(jkt === undefined ? {} : { cnf: { jkt } }),
    environment,
    epoch,
    ...(familyId === null ? {} : { family_id: familyId }),
  });
}

/** One that we made and that has not expired. Undefined for anything else: an id_token is of another type. */
export async function readResourceToken(
  house: Pick<House, 'issuer' | 'database' | 'clock'>,
  token: string,
): Promise<ResourceToken | undefined> {
  if (!/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined;
  const keys = createLocalJWKSet(await publishedKeys(house));
  const verified = await jwtVerify<Said>(token, keys, {
    algorithms: [...signingAlgorithms],
    issuer: house.issuer,
    typ: type,
    currentDate: new Date(house.clock.now()),
  }).catch(() => undefined);
  if (verified === undefined) return undefined;
  // Only what `makeResourceToken` wrote has our signature and this type.
  const said = verified.payload;
  const claims: AccessTokenClaims = {
    tokenId: said.jti,
    clientId: said.client_id,
    epoch: said.epoch,
    environment: said.environment,
    familyId: said.family_id ?? null,
    issuedAt: said.iat * 1000,
    expiresAt: said.exp * 1000,
    ...(said.cnf === undefined ? {} : { jkt: said.cnf.jkt }),
  };
  return { claims, resource: said.aud };
}

interface Said {
  readonly jti: string;
  readonly aud: string;
  readonly client_id: string;
  readonly epoch: number;
  readonly environment: Environment;
  readonly family_id?: string;
  readonly iat: number;
  readonly exp: number;
  readonly cnf?: { readonly jkt: string };
}
