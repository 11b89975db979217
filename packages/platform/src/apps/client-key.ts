import { createHash, createPublicKey, type KeyObject, type webcrypto } from 'node:crypto';

/** A key as RFC 7517 writes it. */
type JsonWebKey = webcrypto.JsonWebKey;

/** One key, one algorithm: what an assertion's header says is only ever compared with this (RFC 8725 section 3.1). */
export type KeyAlgorithm = 'ES256' | 'EdDSA' | 'PS256' | 'RS256';

export interface ClientKey {
  readonly kid: string;
  readonly algorithm: KeyAlgorithm;
  /** Public members only. */
  readonly jwk: JsonWebKey;
}

export type ReadKey =
  | { readonly ok: true; readonly key: ClientKey }
  /** A sentence that names the member and the fix. */
  | { readonly ok: false; readonly fault: string };

type Members = Readonly<Record<string, unknown>>;

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'];
/** A kid stands in a path of ours: no slash, and no leading dot, which a path would lose. */
const kidForm = /^[A-Za-z0-9_-][A-Za-z0-9._~-]{0,63}$/;

/**
 * Reads a public JWK (RFC 7517) that a client wants to be known by: P-256, Ed25519, or RSA of 2048 bits and more.
 * Anything that is not the key itself (`x5c`, `x5u` and the like) is dropped: nothing is ever fetched.
 */
export function readClientKey(jwk: Members): ReadKey {
  const fault = memberFault(jwk);
  if (fault !== undefined) return { ok: false, fault };
  const { kty } = jwk;
  if (kty === 'EC') return readEllipticKey(jwk);
  if (kty === 'OKP') return readEdwardsKey(jwk);
  if (kty === 'RSA') return readRsaKey(jwk);
  return { ok: false, fault: 'kty must be EC, OKP or RSA' };
}

function memberFault(jwk: Members): string | undefined {
  if ('keys' in jwk) return 'keys holds a whole set: send one key of it';
  if (jwk.kty === 'oct' || 'k' in jwk)
    return 'kty is oct, a symmetric key: send the public key of a key pair, EC, OKP or RSA';
  const secret = privateMembers.find((member) => member in jwk);
  if (secret !== undefined)
    return `${secret} belongs to the private key, which must never leave your side: send the public key alone, and replace this key pair`;
  const { use, key_ops: operations, kid } = jwk;
  if (use !== undefined && use !== 'sig') return 'use must be sig, or be left out';
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify')))
    return 'key_ops must include verify, or be left out';
  if (kid !== undefined && !(typeof kid === 'string' && kidForm.test(kid)))
    return 'kid must be 1 to 64 letters, digits, -, _, . or ~ and not begin with . or ~';
  return undefined;
}

function readEllipticKey(jwk: Members): ReadKey {
  if (jwk.crv !== 'P-256') return { ok: false, fault: 'crv must be P-256' };
  if (!mayBe(jwk.alg, 'ES256')) return { ok: false, fault: 'alg of a P-256 key must be ES256' };
  // OpenSSL refuses a point that is not on the curve.
  const key = publicKey({ kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y }, [32, 32]);
  return key === undefined
    ? { ok: false, fault: 'x and y must be the coordinates of a point on P-256, 32 bytes each, in base64url' }
    : { ok: true, key: keyOf(jwk, 'ES256', key) };
}

function readEdwardsKey(jwk: Members): ReadKey {
  if (jwk.crv !== 'Ed25519') return { ok: false, fault: 'crv must be Ed25519' };
  if (!mayBe(jwk.alg, 'EdDSA', 'Ed25519'))
    return { ok: false, fault: 'alg of an Ed25519 key must be EdDSA or Ed25519' };
  const key = publicKey({ kty: 'OKP', crv: 'Ed25519', x: jwk.x }, [32]);
  return key === undefined
    ? { ok: false, fault: 'x must be a public key of 32 bytes in base64url' }
    : { ok: true, key: keyOf(jwk, 'EdDSA', key) };
}

function readRsaKey(jwk: Members): ReadKey {
  const { alg } = jwk;
  if (alg !== 'PS256' && alg !== 'RS256')
    return { ok: false, fault: 'alg of an RSA key must say which it is for: PS256 or RS256' };
  if (jwk.e !== 'AQAB') return { ok: false, fault: 'e must be 65537, which is AQAB' };
  const key = publicKey({ kty: 'RSA', n: jwk.n, e: jwk.e }, []);
  if (key === undefined) return { ok: false, fault: 'n must be the modulus in base64url' };
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 2048) return { ok: false, fault: `n has ${bits} bits: make an RSA key of at least 2048` };
  if (bits > 8192) return { ok: false, fault: `n has ${bits} bits: make an RSA key of at most 8192` };
  return { ok: true, key: keyOf(jwk, alg, key) };
}

function mayBe(alg: unknown, ...names: readonly string[]): boolean {
  return alg === undefined || names.some((name) => name === alg);
}

/** The key of these members, or undefined; `lengths` are those of its base64url members in bytes. */
function publicKey(members: Members, lengths: readonly number[]): KeyObject | undefined {
  const { kty: _type, crv: _curve, ...encoded } = members;
  const values = Object.values(encoded);
  if (!values.every((value) => typeof value === 'string' && isBase64url(value))) return undefined;
  const bytes = values.map((value) => Buffer.from(String(value), 'base64url').length);
  if (lengths.some((length, place) => bytes[place] !== length)) return undefined;
  try {
    return createPublicKey({ key: members as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** Base64url as RFC 7515 section 2 has it, with one spelling for each value. */
export function isBase64url(text: string): boolean {
  return text !== '' && Buffer.from(text, 'base64url').toString('base64url') === text;
}

function keyOf(sent: Members, algorithm: KeyAlgorithm, key: KeyObject): ClientKey {
  const jwk = key.export({ format: 'jwk' });
  const kid = typeof sent.kid === 'string' ? sent.kid : thumbprint(jwk);
  return { kid, algorithm, jwk };
}

/** RFC 7638: the required members in the order of their names. */
function thumbprint(jwk: JsonWebKey): string {
  const members = Object.entries(jwk)
    .filter(([name]) => ['crv', 'e', 'kty', 'n', 'x', 'y'].includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify(Object.fromEntries(members)))
    .digest('base64url');
}
