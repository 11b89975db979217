import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '@gatehouse/service';
import type { Environment } from '../schema/tables.ts';

const prefix = 'gha_';
const purpose = 'access-token';
/** What stands before the key id of a token that is bound to a key. */
const bound = '2.';

/**
 * What an access token says. It names rows instead of repeating them: whether the grant, the family, the account
 * and the permissions behind it are alive is asked of the database on every call.
 */
export interface AccessTokenClaims {
  readonly tokenId: string;
  readonly clientId: string;
  /** The client's epoch at issue: regenerating the secret raises it, which kills every earlier token. */
  readonly epoch: number;
  readonly environment: Environment;
  /** The chain this token belongs to; null for client credentials, where the client acts for itself. */
  readonly familyId: string | null;
  /** Milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Thumbprint of the key that must be proven with every use (RFC 9449); absent for a bearer token. */
  readonly jkt?: string;
}

export type OpenedAccessToken =
  | { readonly ok: true; readonly claims: AccessTokenClaims }
  /** Ours, and too old to be of use; what it names can still be revoked. */
  | { readonly ok: false; readonly reason: 'expired'; readonly claims: AccessTokenClaims }
  | { readonly ok: false; readonly reason: 'malformed' | 'unknown_key' | 'forged' };

/**
 * `gha_<key id>.<claims>.<mac>`, and `gha_2.<key id>.<claims>.<mac>` where it is bound to a key: a node that knows
 * nothing of such tokens must not take one for a bearer token. Issuer and verifier are the same system, so a symmetric MAC does what a
 * signature would at a twentieth of the cost, and no row is written per token. Clients treat it as opaque.
 */
export function sealAccessToken(keys: KeyRing, claims: AccessTokenClaims): string {
  const fields = [
    claims.tokenId,
    claims.clientId,
    claims.epoch,
    claims.environment,
    claims.familyId,
    claims.issuedAt,
    claims.expiresAt,
    ...(claims.jkt === undefined ? [] : [claims.jkt]),
  ];
  const kind = claims.jkt === undefined ? '' : bound;
  const body = `${kind}${keys.currentId}.${Buffer.from(JSON.stringify(fields)).toString('base64url')}`;
  return `${prefix}${body}.${mac(keys, keys.currentId, body)}`;
}

/** Checks the MAC before it reads a single claim, and the expiry before it answers. */
export function openAccessToken(keys: KeyRing, token: string, now: number): OpenedAccessToken {
  if (!token.startsWith(prefix) || token.length > 1024) return { ok: false, reason: 'malformed' };
  const text = token.slice(prefix.length);
  const kind = text.startsWith(bound) ? bound : '';
  const [keyId, claimsText, macText, ...rest] = text.slice(kind.length).split('.');
  if (!keyId || !claimsText || !macText || rest.length > 0) return { ok: false, reason: 'malformed' };
  if (!keys.ids().includes(keyId)) return { ok: false, reason: 'unknown_key' };
  // As texts: bytes have several spellings in base64url, and a revoked token could be varied by them.
  const presented = Buffer.from(macText);
  const expected = Buffer.from(mac(keys, keyId, `${kind}${keyId}.${claimsText}`));
  if (presented.length !== expected.length || !timingSafeEqual(presented, expected))
    return { ok: false, reason: 'forged' };
  const claims = claimsFrom(claimsText);
  return claims.expiresAt > now ? { ok: true, claims } : { ok: false, reason: 'expired', claims };
}

function mac(keys: KeyRing, keyId: string, body: string): string {
  return createHmac('sha256', keys.derive(purpose, keyId)).update(body).digest('base64url');
}

/** Only ever called on bytes whose MAC was right, that is, on what `sealAccessToken` wrote. */
function claimsFrom(text: string): AccessTokenClaims {
  const [tokenId, clientId, epoch, environment, familyId, issuedAt, expiresAt, jkt] = JSON.parse(
    Buffer.from(text, 'base64url').toString('utf8'),
  );
  const claims = { tokenId, clientId, epoch, environment, familyId, issuedAt, expiresAt };
  return jkt === undefined ? claims : { ...claims, jkt };
}
