import Type, { type Static, type StaticDecode } from 'typebox';
import { Timestamp } from '../rest/output.ts';
import { AppClientPath } from './app-client.ts';

/** A public key by which a client authenticates with `private_key_jwt` (RFC 7523 section 2.2). */
export const AppClientKey = Type.Object({
  kid: Type.String({ description: 'The name that an assertion may give in its header.' }),
  algorithm: Type.Enum(['ES256', 'EdDSA', 'PS256', 'RS256']),
  created_at: Timestamp,
});
export type AppClientKey = Static<typeof AppClientKey>;

/** The body of POST /manage/v1/apps/{app_id}/clients/{environment}/keys: a public JWK (RFC 7517). */
export const AppClientKeyCreate = Type.Object({ jwk: Type.Record(Type.String(), Type.Unknown()) });
export type AppClientKeyCreate = Static<typeof AppClientKeyCreate>;

/** /manage/v1/apps/{app_id}/clients/{environment}/keys/{kid} */
export const AppClientKeyPath = Type.Object({
  ...AppClientPath.properties,
  kid: Type.String({ pattern: '^[0-9A-Za-z._~-]{1,64}$' }),
});
export type AppClientKeyPath = StaticDecode<typeof AppClientKeyPath>;
