import type { FastifyRequest } from 'fastify';
import type { Client } from '../apps/client-store.ts';
import type { House } from '../house.ts';
import { checkProof } from '../proofs/check-proof.ts';
import { OAuthError } from './oauth-error.ts';

/** The key to which this client's tokens will be bound; null for bearer tokens. @throws OAuthError */
export async function provenKey(
  house: House,
  request: FastifyRequest,
  client: Client,
): Promise<string | null> {
  const checked = await checkProof(house, request);
  if (checked.kind === 'refused') throw new OAuthError(checked.reason);
  if (checked.kind === 'proven') return checked.jkt;
  // Asked for by the app and not offered here: no token is better than one that is not bound.
  const required =
    client.dpopRequired || (house.settings.dpop === 'required_of_public_clients' && !client.confidential);
  if (required) throw new OAuthError('proof_missing');
  return null;
}
