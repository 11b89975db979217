import { constants, createPublicKey, verify } from 'node:crypto';
import type { ClientKey, KeyAlgorithm } from '../apps/client-key.ts';

/** How a header may name the algorithm of a key; Ed25519 by its old and its new name (RFC 9864). */
const namesOf: Readonly<Record<KeyAlgorithm, readonly string[]>> = {
  ES256: ['ES256'],
  EdDSA: ['EdDSA', 'Ed25519'],
  PS256: ['PS256'],
  RS256: ['RS256'],
};

/** For the metadata (RFC 8414 section 2). */
export const signatureAlgorithms: readonly string[] = Object.values(namesOf).flat();

export function isNameOf(algorithm: KeyAlgorithm, alg: unknown): boolean {
  return namesOf[algorithm].some((name) => name === alg);
}

/** The algorithm is the key's: a header cannot make a public key the secret of an HMAC (RFC 8725 section 2.1). */
export function signatureHolds(
  { algorithm, jwk }: Pick<ClientKey, 'algorithm' | 'jwk'>,
  signed: Buffer,
  signature: Buffer,
): boolean {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  switch (algorithm) {
    case 'ES256':
      return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
    case 'EdDSA':
      return verify(null, signed, key, signature);
    case 'PS256':
      // RFC 7518 section 3.5: the salt is as long as the digest.
      return verify(
        'sha256',
        signed,
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
        signature,
      );
    case 'RS256':
      return verify('sha256', signed, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
  }
}
