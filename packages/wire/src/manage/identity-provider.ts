import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';

/** Where the people of a company sign in, if not at Gatehouse. The client secret is never shown. */
export const IdentityProvider = Type.Object({
  id: Type.Integer(),
  issuer: Type.String(),
  client_id: Type.String(),
  redirect_uri: Type.String({ description: 'To be registered at the provider.' }),
  admits: Type.Boolean({
    description:
      'People of the domains who have no account here get one in this company, without permissions.',
  }),
  connects: Type.Boolean({
    description:
      'Members of the domains are taken for who they are by their address; else they sign in here once as well.',
  }),
  domains: Type.Array(
    Type.Object({
      domain: Type.String(),
      approved: Type.Boolean({ description: 'An operator has approved that it is this company’s.' }),
    }),
  ),
});
export type IdentityProvider = Static<typeof IdentityProvider>;

export const IdentityProviderCreateBody = Type.Object({
  issuer: Type.String({ minLength: 8, maxLength: 500 }),
  client_id: Type.String({ minLength: 1, maxLength: 500 }),
  client_secret: Type.String({ minLength: 1, maxLength: 1000 }),
  domains: Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { minItems: 1, maxItems: 20 }),
  admits: Type.Optional(Type.Boolean()),
  connects: Type.Optional(Type.Boolean()),
});
export type IdentityProviderCreateBody = Static<typeof IdentityProviderCreateBody>;

/** A domain that waits for an operator. */
export const WaitingDomain = Type.Object({
  id: Type.Integer(),
  domain: Type.String(),
  issuer: Type.String(),
  company: Type.Object({ id: Type.Integer(), name: Type.String() }),
});
export type WaitingDomain = Static<typeof WaitingDomain>;

export const WaitingDomainPath = Type.Object({ id: IdInput });
export type WaitingDomainPath = StaticDecode<typeof WaitingDomainPath>;
