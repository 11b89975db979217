import { createHash } from 'node:crypto';
import { makeTestKey, type TestKey } from '../authorization/assertion.test-support.ts';

type Members = Readonly<Record<string, unknown>>;

/** A key, and the proofs it makes as RFC 9449 section 4.2 has them. */
export interface ProofMaker {
  readonly key: TestKey;
  readonly jkt: string;
  /** `claims` and `header` go over the honest ones; a member that is undefined is left out. */
  proof(request: ProofFor, claims?: Members, header?: Members): string;
}

export interface ProofFor {
  readonly method: string;
  readonly url: string;
  readonly nonce?: string | undefined;
  readonly accessToken?: string;
  readonly now: number;
}

let made = 0;

export function proofMaker(algorithm: TestKey['algorithm'] = 'ES256'): ProofMaker {
  const key = makeTestKey(algorithm);
  const { kty, crv, x, y, e, n } = key.jwk;
  const members = Object.entries({ crv, e, kty, n, x, y }).filter(([, value]) => value !== undefined);
  const jkt = createHash('sha256')
    .update(JSON.stringify(Object.fromEntries(members)))
    .digest('base64url');
  return {
    key,
    jkt,
    proof({ method, url, nonce, accessToken, now }, claims = {}, header = {}) {
      made += 1;
      const ath =
        accessToken === undefined ? undefined : createHash('sha256').update(accessToken).digest('base64url');
      const honest = { jti: `proof-${made}`, htm: method, htu: url, iat: Math.floor(now / 1000), nonce, ath };
      return key.sign({ ...honest, ...claims }, { typ: 'dpop+jwt', kid: undefined, jwk: key.jwk, ...header });
    },
  };
}
