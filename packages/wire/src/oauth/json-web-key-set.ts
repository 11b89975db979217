import Type, { type Static } from 'typebox';

/**
 * A public elliptic-curve key (RFC 7517 §4, RFC 7518 §6.2.1). There is no `d` here, and none may slip by:
 * unknown members are refused, so a private key cannot be published by mistake.
 */
export const JsonWebKey = Type.Object(
  {
    kty: Type.Literal('EC'),
    crv: Type.String(),
    x: Type.String(),
    y: Type.String(),
    kid: Type.String(),
    use: Type.Literal('sig'),
    alg: Type.String(),
  },
  { additionalProperties: false },
);
export type JsonWebKey = Static<typeof JsonWebKey>;

/** RFC 7517 §5. During a rotation it holds the old, the current and the next key. */
export const JsonWebKeySet = Type.Object({ keys: Type.Array(JsonWebKey) });
export type JsonWebKeySet = Static<typeof JsonWebKeySet>;
