import Type, { type Static } from 'typebox';

/** RFC 9728 §2, served at /.well-known/oauth-protected-resource: where the tokens of this API come from. */
export const ProtectedResourceMetadata = Type.Object({
  resource: Type.String(),
  authorization_servers: Type.Array(Type.String()),
  bearer_methods_supported: Type.Array(Type.String()),
  resource_name: Type.String(),
  dpop_signing_alg_values_supported: Type.Optional(Type.Array(Type.String())),
});
export type ProtectedResourceMetadata = Static<typeof ProtectedResourceMetadata>;
