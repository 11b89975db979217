import Type, { type Static } from 'typebox';

/** RFC 8628 §3.1. */
export const DeviceAuthorizationRequest = Type.Object({
  client_id: Type.Optional(Type.String()),
  client_secret: Type.Optional(Type.String()),
  scope: Type.Optional(Type.String()),
  resource: Type.Optional(
    Type.String({ description: 'The API that tokens are asked for (RFC 8707), once for each.' }),
  ),
});

/** RFC 8628 §3.2. */
export const DeviceAuthorizationResponse = Type.Object({
  device_code: Type.String(),
  user_code: Type.String({
    description: 'What the person types; capitals, spaces and the dash do not count.',
  }),
  verification_uri: Type.String(),
  verification_uri_complete: Type.String({ description: 'The same with the code in it, for a QR code.' }),
  expires_in: Type.Integer({ description: 'Seconds.' }),
  interval: Type.Integer({ description: 'Seconds between two polls.' }),
});
export type DeviceAuthorizationResponse = Static<typeof DeviceAuthorizationResponse>;
