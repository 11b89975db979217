export type PublicJwk = Readonly<Record<string, unknown>>;

export type ReadJwk =
  | { readonly ok: true; readonly jwk: PublicJwk }
  | { readonly ok: false; readonly fault: 'not_json' | 'private' };

/** A pasted key. What belongs to a private or a symmetric one must not be sent anywhere, not even to be refused. */
export function readJwk(text: string): ReadJwk {
  let jwk: unknown;
  try {
    jwk = JSON.parse(text);
  } catch {
    return { ok: false, fault: 'not_json' };
  }
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk)) return { ok: false, fault: 'not_json' };
  const secret = ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth'].some((member) => Object.hasOwn(jwk, member));
  return secret ? { ok: false, fault: 'private' } : { ok: true, jwk: { ...jwk } };
}
