import Type, { type Static } from 'typebox';
import { AuthorizationRequest } from './authorization-request.ts';

/** RFC 9126 §2.1: an authorization request, sent by the client itself. */
export const PushedAuthorizationRequest = Type.Object({
  ...AuthorizationRequest.properties,
  client_id: Type.Optional(Type.String()),
  client_secret: Type.Optional(Type.String()),
});

/** RFC 9126 §2.2. */
export const PushedAuthorizationResponse = Type.Object({
  request_uri: Type.String({ description: 'For one authorization, by this client.' }),
  expires_in: Type.Integer({ description: 'Seconds until a browser has to bring it.' }),
});
export type PushedAuthorizationResponse = Static<typeof PushedAuthorizationResponse>;
