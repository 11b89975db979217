import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { judgeProof, type ProofFault } from './dpop-proof.ts';
import { currentNonce, isRecentNonce } from './nonce.ts';
import { claimProof } from './used-proof-store.ts';

export type CheckedProof =
  | { readonly kind: 'none' }
  | { readonly kind: 'proven'; readonly jkt: string }
  | { readonly kind: 'refused'; readonly reason: ProofFault | 'proof_replayed' };

/**
 * The key that a request proves to hold by its DPoP header (RFC 9449), for the presented access token where there is
 * one. `mayUse` is asked before the proof is used up: a proof that proves the wrong key is not worth a row.
 */
export async function checkProof(
  house: House,
  request: FastifyRequest,
  accessToken?: string,
  mayUse: (jkt: string) => boolean | Promise<boolean> = () => true,
): Promise<CheckedProof> {
  const { settings, keys, clock, database, issuer } = house;
  const { dpop } = request.headers;
  // What is not offered is not read: the request counts by what else it carries (RFC 6749 section 3.1).
  if (dpop === undefined || settings.dpop === 'off') return { kind: 'none' };
  const now = clock.now();
  const [path = '/'] = (request.raw.url ?? '/').split('?', 1);
  const judged = judgeProof(String(dpop), {
    method: request.method,
    url: issuer + path,
    now,
    ...(accessToken === undefined ? {} : { accessToken }),
    ...(settings.dpopNonces ? { isNonce: (nonce: string) => isRecentNonce(keys, nonce, now) } : {}),
  });
  if (!judged.ok) return { kind: 'refused', reason: judged.reason };
  if (!(await mayUse(judged.jkt))) return { kind: 'proven', jkt: judged.jkt };
  const fresh = await database.write((tx) => claimProof(tx, judged));
  return fresh ? { kind: 'proven', jkt: judged.jkt } : { kind: 'refused', reason: 'proof_replayed' };
}

/** Whoever sends proofs is told the nonce of the moment, whatever else the answer says (RFC 9449 section 8.2). */
export function offerNonce(house: House, request: FastifyRequest, reply: FastifyReply): void {
  const { settings, keys, clock } = house;
  if (request.headers.dpop === undefined || settings.dpop === 'off' || !settings.dpopNonces) return;
  reply.header('dpop-nonce', currentNonce(keys, clock.now()));
}
