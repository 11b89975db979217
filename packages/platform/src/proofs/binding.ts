import type { FastifyRequest } from 'fastify';
import type { AccessTokenClaims } from '../access/access-token.ts';
import type { House } from '../house.ts';
import { type CheckedProof, checkProof } from './check-proof.ts';

export type BindingFault =
  | Extract<CheckedProof, { kind: 'refused' }>['reason']
  | 'proof_missing'
  | 'proof_of_other_key'
  | 'token_not_bound';

/**
 * Why a token may not be used the way it was sent; undefined where it may. A bound one comes with a proof of its key
 * under the scheme DPoP, any other as a bearer token (RFC 9449 sections 7.1 and 7.2). Where there is no room for the
 * call its proof is not used up: one too many writes nothing.
 */
export async function bindingFault(
  house: House,
  request: FastifyRequest,
  scheme: string,
  token: string,
  { jkt: bound }: AccessTokenClaims,
  hasRoom: () => Promise<boolean> = async () => true,
): Promise<BindingFault | undefined> {
  const isProof = scheme.toLowerCase() === 'dpop';
  if (bound === undefined) return isProof ? 'token_not_bound' : undefined;
  if (!isProof) return 'proof_missing';
  const checked = await checkProof(house, request, token, async (jkt) => jkt === bound && (await hasRoom()));
  if (checked.kind === 'none') return 'proof_missing';
  if (checked.kind === 'refused') return checked.reason;
  return checked.jkt === bound ? undefined : 'proof_of_other_key';
}

/** The error code of a resource server for each (RFC 9449 sections 7.1 and 9). */
export function codeOfBindingFault(
  fault: BindingFault,
): 'invalid_token' | 'invalid_dpop_proof' | 'use_dpop_nonce' {
  switch (fault) {
    case 'proof_missing':
    case 'proof_of_other_key':
    case 'token_not_bound':
      return 'invalid_token';
    case 'proof_nonce_missing':
    case 'proof_nonce_wrong':
      return 'use_dpop_nonce';
    default:
      return 'invalid_dpop_proof';
  }
}
