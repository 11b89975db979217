import Type, { type Static } from 'typebox';
import { Nullable } from '../rest/output.ts';

const limit = (description: string) =>
  Nullable(Type.Integer({ minimum: 60, maximum: 315_360_000, description }));

/**
 * What an app asks of the authorization server for its own good. It can be stricter than the deployment, never looser;
 * the grace alone is its own, for how long an answer may stay lost depends on the app.
 */
export const ClientPolicy = Type.Object({
  dpop_bound_access_tokens: Type.Boolean({
    description: 'No bearer tokens: every token is bound to a key (RFC 9449).',
  }),
  require_pushed_authorization_requests: Type.Boolean({
    description: 'Browsers come with requests that the app pushed before (RFC 9126).',
  }),
  require_proof_key: Type.Boolean({
    description:
      'Requests for a code carry a code_challenge (RFC 7636), which apps without a secret always send.',
  }),
  require_private_key_jwt: Type.Boolean({
    description:
      'The app shows who it is by assertions that it signs (RFC 7523): its secrets count no more. Needs a registered key.',
  }),
  client_secret_method: Nullable(
    Type.Enum(['client_secret_basic', 'client_secret_post'], {
      description:
        'The one way in which the app shows its secret, in the header or in the form; the other is refused (RFC 7591). null: either.',
    }),
  ),
  authorization_code_grant: Type.Boolean({ description: 'People may allow the app in a browser.' }),
  refresh_token_grant: Type.Boolean({
    description: 'What a person allowed goes on beyond one access token.',
  }),
  client_credentials_grant: Type.Boolean({ description: 'The app may act for itself, by its own account.' }),
  device_grant: Type.Boolean({
    description: 'Devices without a browser may be allowed by a code typed elsewhere (RFC 8628).',
  }),
  openid_connect: Type.Boolean({
    description: 'The app may sign people in: the scope openid, id_token and userinfo (OpenID Connect).',
  }),
  id_token_signed_response_alg: Type.Enum(['RS256', 'ES256'], {
    description: 'How its ID tokens are signed (OpenID Connect Dynamic Client Registration).',
  }),
  resources: Nullable(
    Type.Array(Type.String(), {
      maxItems: 50,
      description:
        'The outside APIs that it may get tokens for (RFC 8707), of those that the deployment has; null: all of them.',
    }),
  ),
  refresh_idle_limit_seconds: limit('How long a refresh token may lie unused; null: as deployed.'),
  refresh_absolute_limit_seconds: limit(
    'How long an authorization lasts without a new one; null: as deployed.',
  ),
  refresh_grace_seconds: Nullable(
    Type.Integer({
      minimum: 0,
      maximum: 60,
      description:
        'How long a refresh whose answer was lost may be repeated and gets the same pair; null: as deployed.',
    }),
  ),
  post_logout_redirect_uris: Type.Array(Type.String(), {
    maxItems: 10,
    description: 'Where a browser may go after a sign-out that the app asked for.',
  }),
});
export type ClientPolicy = Static<typeof ClientPolicy>;

/** How a secret is shown (RFC 7591 section 2). */
export type SecretMethod = NonNullable<ClientPolicy['client_secret_method']>;

/** What our signatures are made by. */
export type SigningAlgorithm = ClientPolicy['id_token_signed_response_alg'];

/** The body of PATCH /manage/v1/apps/{app_id}/clients/{environment}: what is left out stays. */
export const ClientPolicyChange = Type.Partial(ClientPolicy);
export type ClientPolicyChange = Static<typeof ClientPolicyChange>;
