import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { Nullable, Timestamp } from '../rest/output.ts';

/** A mail domain that a provider speaks for, or will once somebody has proven that it is the company's. */
export const IdentityDomain = Type.Object({
  id: Type.Integer(),
  domain: Type.String(),
  state: Type.Enum(['waiting', 'approved', 'rejected']),
  approved: Type.Boolean({ description: 'It has been proven that it is this company’s.' }),
  proven_by: Nullable(Type.Enum(['operator', 'dns'])),
  rejection: Nullable(Type.String({ description: 'Why an operator rejected it.' })),
  dns_record: Nullable(
    Type.Object(
      { name: Type.String(), value: Type.String() },
      {
        description: 'The TXT record that proves it; null where only an operator may approve.',
      },
    ),
  ),
});
export type IdentityDomain = Static<typeof IdentityDomain>;

/** Where the people of a company sign in, if not at Gatehouse. The client secret is never shown. */
export const IdentityProvider = Type.Object({
  id: Type.Integer(),
  issuer: Type.String(),
  client_id: Type.String(),
  redirect_uri: Type.String({ description: 'To be registered at the provider.' }),
  admits: Type.Boolean({
    description: 'People of the domains who have no account here get one in this company.',
  }),
  template_id: Nullable(
    Type.Integer({ description: 'The permission template they get; null: no permissions.' }),
  ),
  connects: Type.Boolean({
    description:
      'Members of the domains are taken for who they are by their address; else they sign in here once as well.',
  }),
  trusts_mfa: Type.Boolean({
    description: 'A second factor that was asked for there (`amr` with `mfa`) counts here.',
  }),
  compulsory: Type.Boolean({ description: 'Members of the domains sign in there and nowhere else.' }),
  connected_people: Type.Integer(),
  way_out_codes: Type.Integer({ description: 'How many codes for the day it does not work are left.' }),
  domains: Type.Array(IdentityDomain),
});
export type IdentityProvider = Static<typeof IdentityProvider>;

const domain = Type.String({ minLength: 1, maxLength: 253 });

const choices = {
  admits: Type.Optional(Type.Boolean()),
  template_id: Type.Optional(Nullable(Type.Integer())),
  connects: Type.Optional(Type.Boolean()),
  trusts_mfa: Type.Optional(Type.Boolean()),
};

export const IdentityProviderCreateBody = Type.Object({
  issuer: Type.String({ minLength: 8, maxLength: 500 }),
  client_id: Type.String({ minLength: 1, maxLength: 500 }),
  client_secret: Type.String({ minLength: 1, maxLength: 1000 }),
  domains: Type.Array(domain, { minItems: 1, maxItems: 20 }),
  ...choices,
});
export type IdentityProviderCreateBody = Static<typeof IdentityProviderCreateBody>;

/** What is left out stays. People stay connected, whatever else is changed. */
export const IdentityProviderUpdateBody = Type.Object({
  issuer: Type.Optional(Type.String({ minLength: 8, maxLength: 500 })),
  keeps_people: Type.Optional(
    Type.Boolean({
      description:
        'Needed with another issuer: true where it calls people by the same subjects as before, false to disconnect them all.',
    }),
  ),
  client_id: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  client_secret: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
  ...choices,
  compulsory: Type.Optional(Type.Boolean()),
});
export type IdentityProviderUpdateBody = Static<typeof IdentityProviderUpdateBody>;

/** What a provider answers when it is asked now. */
export const IdentityProviderTest = Type.Object({
  works: Type.Boolean(),
  fault: Nullable(Type.Enum(['unreachable', 'not_a_provider', 'no_keys'])),
});
export type IdentityProviderTest = Static<typeof IdentityProviderTest>;

/** Shown once. */
export const WayOutCodes = Type.Object({ codes: Type.Array(Type.String()) });
export type WayOutCodes = Static<typeof WayOutCodes>;

export const IdentityDomainBody = Type.Object({ domain });

export const IdentityDomainPath = Type.Object({ company_id: IdInput, id: IdInput, domain_id: IdInput });

/** A domain that waits for an operator. */
export const WaitingDomain = Type.Object({
  id: Type.Integer(),
  domain: Type.String(),
  issuer: Type.String(),
  company: Type.Object({ id: Type.Integer(), name: Type.String() }),
  created_at: Timestamp,
});
export type WaitingDomain = Static<typeof WaitingDomain>;

export const WaitingDomainPath = Type.Object({ id: IdInput });
export type WaitingDomainPath = StaticDecode<typeof WaitingDomainPath>;

export const DomainRejectionBody = Type.Object({
  reason: Type.String({ minLength: 1, maxLength: 500, description: 'The company’s admins read it.' }),
});

/** A provider that is the only way in for the people of a company. */
export const CompulsoryProvider = Type.Object({
  id: Type.Integer(),
  issuer: Type.String(),
  company: Type.Object({ id: Type.Integer(), name: Type.String() }),
  since: Timestamp,
});
export type CompulsoryProvider = Static<typeof CompulsoryProvider>;
