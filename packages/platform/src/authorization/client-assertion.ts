import type { ClientKey } from '../apps/client-key.ts';
import type { CompactSignature } from '../proofs/compact-signature.ts';
import { isNameOf, signatureHolds } from '../proofs/signature.ts';
import type { Reason } from './oauth-error.ts';

/** RFC 7523 section 2.2. */
export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export type AssertionFault = Extract<Reason, `assertion_${string}`>;

export type JudgedAssertion =
  | { readonly ok: true; readonly jti: string; readonly expiresAt: number }
  | { readonly ok: false; readonly reason: AssertionFault };

interface Facts {
  readonly clientId: string;
  readonly keys: readonly ClientKey[];
  /** The one audience there is. */
  readonly issuer: string;
  readonly now: number;
}

/** In seconds: how far a client's clock may run ahead, how long an assertion may be valid, and how old it may be. */
const skew = 10;
const longest = 5 * 60;
const oldest = 60 * 60;

/**
 * Judges an assertion by RFC 7523 section 3, all but whether it was used before. Only registered keys count: what
 * the header brings along or points at (`jwk`, `jku`, `x5c`, `x5u`) is not looked at, and nothing is fetched.
 */
export function judgeAssertion(assertion: CompactSignature, facts: Facts): JudgedAssertion {
  const reason = signatureFault(assertion, facts.keys) ?? claimsFault(assertion.claims, facts);
  if (reason !== undefined) return { ok: false, reason };
  const { jti, exp } = assertion.claims;
  if (typeof jti !== 'string' || jti === '') return { ok: false, reason: 'assertion_without_jti' };
  return { ok: true, jti, expiresAt: Number(exp) * 1000 };
}

function signatureFault(
  { header, signed, signature }: CompactSignature,
  keys: readonly ClientKey[],
): AssertionFault | undefined {
  const { alg, kid, typ } = header;
  // An extension that must be understood is not (RFC 7515 section 4.1.11).
  if ('crit' in header || (kid !== undefined && typeof kid !== 'string')) return 'assertion_malformed';
  // A JWT of another kind is no credential, whoever signed it (RFC 8725 section 3.11).
  if (typ !== undefined && !/^(?:application\/)?(?:jwt|client-authentication\+jwt)$/i.test(String(typ)))
    return 'assertion_malformed';
  const named = keys.filter((key) => kid === undefined || key.kid === kid);
  const fitting = named.filter(({ algorithm }) => isNameOf(algorithm, alg));
  if (fitting.length === 0) return 'assertion_key_unknown';
  return fitting.some((key) => signatureHolds(key, signed, signature))
    ? undefined
    : 'assertion_signature_wrong';
}

function claimsFault(
  { iss, sub, aud, exp, nbf, iat }: CompactSignature['claims'],
  { clientId, issuer, now }: Facts,
): AssertionFault | undefined {
  if (iss !== clientId || sub !== clientId) return 'assertion_issuer_wrong';
  // The issuer alone. An assertion that is also for somebody else could be replayed by them (RFC 9700, FAPI 2.0).
  const [audience, ...more]: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (audience !== issuer || more.length > 0) return 'assertion_audience_wrong';
  const second = now / 1000;
  if (!isTime(exp) || exp <= second || exp > second + longest) return 'assertion_expiry_wrong';
  if (nbf !== undefined && !(isTime(nbf) && nbf <= second + skew)) return 'assertion_time_wrong';
  if (iat !== undefined && !(isTime(iat) && iat <= second + skew && iat >= second - oldest))
    return 'assertion_time_wrong';
  return undefined;
}

/** Whole seconds. JSON writes 1e400 as well, which is Infinity here. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}
