import { createHash } from 'node:crypto';
import { readClientKey } from '../apps/client-key.ts';
import { readCompactSignature } from './compact-signature.ts';
import { isNameOf, signatureHolds } from './signature.ts';

export type ProofFault =
  | 'proof_malformed'
  | 'proof_signature_wrong'
  | 'proof_of_other_request'
  | 'proof_stale'
  | 'proof_nonce_missing'
  | 'proof_nonce_wrong'
  | 'proof_of_other_token';

export type JudgedProof =
  | {
      readonly ok: true;
      /** SHA-256 thumbprint of the key (RFC 7638). */
      readonly jkt: string;
      readonly jti: string;
      /** Milliseconds; from then on the proof is stale by itself. */
      readonly expiresAt: number;
    }
  | { readonly ok: false; readonly reason: ProofFault };

export interface ProvenRequest {
  readonly method: string;
  /** The address of the request as the world knows it, without query and fragment. */
  readonly url: string;
  /** Milliseconds. */
  readonly now: number;
  /** The token that the proof must name (RFC 9449 section 7); undefined where none is presented. */
  readonly accessToken?: string;
  /** Whether a nonce is one of ours and recent; undefined where none is asked for. */
  readonly isNonce?: (nonce: string) => boolean;
}

/** In seconds: how far the clock of whoever made the proof may be from ours. */
const skew = 5 * 60;
const longestJti = 256;

/** Judges a DPoP proof by RFC 9449 section 4.3, all but whether it was used before. Nothing is ever fetched. */
export function judgeProof(text: string, request: ProvenRequest): JudgedProof {
  const proof = readCompactSignature(text);
  if (proof === undefined) return no('proof_malformed');
  const { header, claims, signed, signature } = proof;
  // A JWT of another kind is no proof, whoever signed it (RFC 8725 section 3.11).
  if (String(header.typ).toLowerCase() !== 'dpop+jwt' || 'crit' in header) return no('proof_malformed');
  const { jwk } = header;
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk)) return no('proof_malformed');
  // The key names itself by its thumbprint; the algorithm is the header's, and must fit the key.
  const read = readClientKey({ ...jwk, alg: header.alg, kid: undefined, use: undefined, key_ops: undefined });
  if (!read.ok || !isNameOf(read.key.algorithm, header.alg)) return no('proof_malformed');
  if (!signatureHolds(read.key, signed, signature)) return no('proof_signature_wrong');

  const { jti, iat } = claims;
  if (typeof jti !== 'string' || jti === '' || jti.length > longestJti) return no('proof_malformed');
  if (typeof iat !== 'number' || !Number.isSafeInteger(iat)) return no('proof_malformed');
  const reason = requestFault(claims, request) ?? freshnessFault(claims.nonce, iat, request);
  if (reason !== undefined) return no(reason);
  return { ok: true, jkt: read.key.kid, jti, expiresAt: (iat + skew) * 1000 };
}

type Claims = Readonly<Record<string, unknown>>;

function requestFault({ htm, htu, ath }: Claims, request: ProvenRequest): ProofFault | undefined {
  if (typeof htm !== 'string' || typeof htu !== 'string') return 'proof_malformed';
  const address = addressOf(htu);
  // Two addresses that cannot be read are not the same one.
  if (htm !== request.method || address === undefined || address !== addressOf(request.url))
    return 'proof_of_other_request';
  const { accessToken } = request;
  if (accessToken === undefined) return undefined;
  const digest = createHash('sha256').update(accessToken).digest('base64url');
  return ath === digest ? undefined : 'proof_of_other_token';
}

/** RFC 3986 section 6.2: scheme, host and default port compare as they are meant; query and fragment do not count. */
function addressOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, host, pathname } = new URL(text);
  return username === '' && password === '' ? `${protocol}//${host}${pathname}` : undefined;
}

function freshnessFault(nonce: unknown, iat: number, request: ProvenRequest): ProofFault | undefined {
  const { isNonce, now } = request;
  if (isNonce !== undefined && nonce === undefined) return 'proof_nonce_missing';
  if (isNonce !== undefined && !(typeof nonce === 'string' && isNonce(nonce))) return 'proof_nonce_wrong';
  return Math.abs(now / 1000 - iat) <= skew ? undefined : 'proof_stale';
}

function no(reason: ProofFault): JudgedProof {
  return { ok: false, reason };
}
