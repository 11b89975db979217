import Type, { type Static } from 'typebox';

const signing = { kid: Type.String(), use: Type.Literal('sig'), alg: Type.String() };

/**
 * A public key (RFC 7517 §4, RFC 7518 §6.2.1 and §6.3.1). There is no `d` here, and none may slip by: unknown members are
 * refused, so a private key cannot be published by mistake.
 */
export const JsonWebKey = Type.Union([
  Type.Object(
    { kty: Type.Literal('EC'), crv: Type.String(), x: Type.String(), y: Type.String(), ...signing },
    { additionalProperties: false },
  ),
  Type.Object(
    { kty: Type.Literal('RSA'), n: Type.String(), e: Type.String(), ...signing },
    { additionalProperties: false },
  ),
]);
export type JsonWebKey = Static<typeof JsonWebKey>;

/** RFC 7517 §5. During a rotation it holds the old, the current and the next key of each kind. */
export const JsonWebKeySet = Type.Object({ keys: Type.Array(JsonWebKey) });
export type JsonWebKeySet = Static<typeof JsonWebKeySet>;
