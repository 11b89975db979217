import { createHash } from 'node:crypto';
import { type Given, statement, type Writer } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import type { House } from '../house.ts';
import { LinkRefusal } from '../refusal.ts';
import type { Tables } from '../schema/tables.ts';

/** In seconds: how far the clock of a laptop may be from ours. */
const skew = 300;

export interface Proven {
  readonly jkt: string;
  readonly proofHash: string;
  /** Milliseconds. */
  readonly expiresAt: number;
}

/**
 * The key that a request proves to hold (RFC 9449 section 4.3), not used up yet. Only keys with which nothing but a
 * signature can be made: no header turns a public key into the secret of an HMAC.
 */
export async function readProof(
  { clock, origin }: Pick<House, 'clock' | 'origin'>,
  request: FastifyRequest,
  credential?: string,
): Promise<Proven> {
  const { dpop } = request.headers;
  if (typeof dpop !== 'string' || dpop.length > 8192) throw new LinkRefusal('invalid_dpop_proof');
  const now = clock.now();
  const { payload, protectedHeader } = await jwtVerify(dpop, EmbeddedJWK, {
    typ: 'dpop+jwt',
    algorithms: ['ES256', 'EdDSA', 'Ed25519'],
    requiredClaims: ['jti', 'iat'],
    currentDate: new Date(now),
  }).catch(() => {
    throw new LinkRefusal('invalid_dpop_proof');
  });
  const { jti, iat = 0, htm, htu, ath } = payload;
  // It may be asked for by its whole address (RFC 9112 section 3.2.2); where we stand is a setting.
  const path = URL.parse(request.url, origin)?.pathname;
  const holds =
    typeof jti === 'string' &&
    jti.length > 0 &&
    jti.length <= 256 &&
    Math.abs(now / 1000 - iat) <= skew &&
    htm === request.method &&
    path !== undefined &&
    isAddress(htu, origin + path) &&
    (credential === undefined || ath === digest(credential));
  if (!holds || protectedHeader.jwk === undefined) throw new LinkRefusal('invalid_dpop_proof');
  const jkt = await calculateJwkThumbprint(protectedHeader.jwk);
  return { jkt, proofHash: digest(`${jkt}.${jti}`), expiresAt: Math.ceil((iat + skew) * 1000) };
}

/** Uses a proof up, on every node; false where it was used before (RFC 9449 section 11.1). */
export async function claimProof(
  tx: Writer<Tables>,
  { proofHash, expiresAt }: Pick<Proven, 'proofHash' | 'expiresAt'>,
): Promise<boolean> {
  return (await insertProof(tx, { proofHash, expiresAt })).length > 0;
}

const insertProof = statement((tx: Writer<Tables>, given: Given<Pick<Proven, 'proofHash' | 'expiresAt'>>) =>
  tx
    .insertInto('used_proofs')
    .values({ proof_hash: given.proofHash, expires_at: given.expiresAt })
    .onConflict((on) => on.column('proof_hash').doNothing())
    .returning('proof_hash'),
);

function isAddress(htu: unknown, expected: string): boolean {
  return typeof htu === 'string' && URL.canParse(htu) && new URL(htu).href === new URL(expected).href;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
