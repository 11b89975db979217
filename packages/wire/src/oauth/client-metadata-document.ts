import Type, { type Static } from 'typebox';

const strings = Type.Array(Type.String());

/**
 * What stands at a client_id that is a URL (draft-ietf-oauth-client-id-metadata-document section 4): members of RFC 7591
 * §2. Others may be there, and are not looked at.
 */
export const ClientMetadataDocument = Type.Object({
  client_id: Type.String({ description: 'The address of this very document.' }),
  client_name: Type.Optional(Type.String()),
  redirect_uris: strings,
  grant_types: Type.Optional(strings),
  response_types: Type.Optional(strings),
  token_endpoint_auth_method: Type.Optional(
    Type.String({ description: 'none, or private_key_jwt with one of jwks and jwks_uri.' }),
  ),
  jwks: Type.Optional(Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) })),
  jwks_uri: Type.Optional(Type.String()),
});
export type ClientMetadataDocument = Static<typeof ClientMetadataDocument>;
