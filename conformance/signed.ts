import { createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { Answer, Target } from './target.ts';

type Members = Readonly<Record<string, unknown>>;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT as anybody can write one: any header, any claims, and what stands for a signature. */
export function jwt(
  header: Members,
  claims: Members,
  signature: (signed: Buffer) => Buffer | string,
): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  const tail = signature(Buffer.from(signed));
  return `${signed}.${typeof tail === 'string' ? tail : tail.toString('base64url')}`;
}

export function ownKey({ signer }: Pick<Target, 'signer'>): KeyObject {
  return createPrivateKey({ key: { ...signer.private_jwk }, format: 'jwk' });
}

export function signedBy(key: KeyObject): (signed: Buffer) => Buffer {
  if (key.asymmetricKeyType === 'ed25519') return (signed) => sign(null, signed, key);
  if (key.asymmetricKeyType === 'ec')
    return (signed) => sign('sha256', signed, { key, dsaEncoding: 'ieee-p1363' });
  return (signed) => sign('sha256', signed, key);
}

/** The header of an honest assertion of `signer`. */
export function honestHeader({ signer }: Pick<Target, 'signer'>): Members {
  const { alg, kid } = signer.private_jwk;
  return { alg, kid };
}

export function honestClaims(t: Target): Members {
  const { issuer, signer } = t;
  const { client_id } = signer;
  const now = Math.floor(t.now());
  return { iss: client_id, sub: client_id, aud: issuer, iat: now, exp: now + 120, jti: randomUUID() };
}

export function honestAssertion(t: Target): string {
  return jwt(honestHeader(t), honestClaims(t), signedBy(ownKey(t)));
}

/**
 * Asks for a token by an assertion, and by nothing else; a server that is asked too often is given its time,
 * and then a fresh one.
 */
export async function assertBy(t: Target, make: () => string): Promise<Answer> {
  const answer = await t.post('/oauth/token', {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: make(),
  });
  if (answer.status !== 429) return answer;
  await t.pass(Number(answer.headers.get('retry-after')));
  return await assertBy(t, make);
}
