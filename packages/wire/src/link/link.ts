import Type, { type Static } from 'typebox';
import { Nullable, Timestamp } from '../rest/output.ts';
import { NeedsSignInReason } from './link-error.ts';

export const LinkState = Type.Enum(['active', 'needs_sign_in']);
export type LinkState = Static<typeof LinkState>;

/** An account at Gatehouse that this person's installs may use. */
export const Link = Type.Object({
  id: Type.String(),
  state: LinkState,
  reason: Nullable(NeedsSignInReason),
  api_url: Type.String({ description: 'Origin of the REST API; calls go straight there.' }),
  account: Type.Object({ id: Type.Integer(), name: Type.String(), login: Type.String() }),
  generation: Type.Integer({ description: 'Grows with every new token.' }),
  linked_at: Timestamp,
  sign_in_url: Type.String({ description: 'Where a browser links the account again.' }),
});
export type Link = Static<typeof Link>;

/** GET /v1/links. What is unlinked is not listed. */
export const Links = Type.Object({
  links: Type.Array(Link),
  sign_in_url: Type.String({ description: 'Where a browser links a first or a further account.' }),
});
export type Links = Static<typeof Links>;

/** /v1/links/{id}… */
export const LinkPath = Type.Object({ id: Type.String({ pattern: '^[0-9a-z]{26}$' }) });
export type LinkPath = Static<typeof LinkPath>;

/** POST /v1/links/{id}/token. */
export const LinkTokenRequest = Type.Object({
  min_ttl: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 3600,
      description: 'Seconds the token must still live; 600 by default.',
    }),
  ),
  bad_generation: Type.Optional(
    Type.Integer({ minimum: 0, description: 'The generation whose token the API answered with 401.' }),
  ),
});
export type LinkTokenRequest = Static<typeof LinkTokenRequest>;

/** An access token and nothing else: the refresh token never leaves the service. */
export const LinkToken = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds that remain.' }),
  generation: Type.Integer(),
  api_url: Type.String(),
});
export type LinkToken = Static<typeof LinkToken>;

/** The answer to DELETE /v1/links/{id}: the tokens are gone; whether Gatehouse knows already. */
export const Unlinked = Type.Object({
  upstream: Type.Enum(['revoked', 'pending', 'not_revoked'], {
    description:
      'pending: Gatehouse did not answer; the revocation is tried again until it does. not_revoked: it was given up, or the tokens could not be read to say what is to be revoked; the person can revoke the app at Gatehouse.',
  }),
});
export type Unlinked = Static<typeof Unlinked>;
