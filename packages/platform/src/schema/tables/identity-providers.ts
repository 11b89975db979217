import type { GeneratedAlways as Generated } from '@gatehouse/database';

/** An OpenID provider at which the people of a company sign in. */
export interface IdentityProviderRow {
  id: Generated<number>;
  company_id: number;
  issuer: string;
  client_id: string;
  /** Sealed for this provider. */
  client_secret_sealed: string;
  /** Since when people whom nobody knows here get an account by signing in there; null: never. */
  admits_since: number | null;
  /** Since when members with the same address are taken for the same people; null: they prove both sides. */
  connects_since: number | null;
  /** Since when a second factor that was asked for there counts here; null: it does not. */
  trusts_mfa_since: number | null;
  /** Since when the people of its domains sign in there and nowhere else; null: as they like. */
  compulsory_since: number | null;
  /** The permission template of the company that people get whom it admits; of one that is gone nobody gets anything. */
  template_id: number | null;
  created_by: number;
  created_at: number;
  removed_at: number | null;
}

/** A mail domain for which a provider speaks, once an operator has approved it, or a record in the DNS has proven it. */
export interface IdentityDomainRow {
  id: Generated<number>;
  company_id: number;
  provider_id: number;
  /** Lower-cased. */
  domain: string;
  created_at: number;
  approved_at: number | null;
  approved_by: number | null;
  /** Null where an operator approved it. */
  dns_proven_at: number | null;
  rejected_at: number | null;
  rejected_by: number | null;
  /** Why, for the company. */
  rejection: string | null;
}

/** A code by which a member signs in by password once, while their provider is compulsory and does not work. */
export interface WayOutCodeRow {
  id: Generated<number>;
  company_id: number;
  provider_id: number;
  /** Keyed. */
  code_hash: string;
  created_at: number;
  used_at: number | null;
  used_by: number | null;
}

/** Where a browser that was sent to a provider goes on to afterwards. */
export interface ProviderFlowRow {
  /** Keyed. */
  state_hash: string;
  /** Sealed, as the sign-in page had it. */
  return_to: string;
  expires_at: number;
}

/** Who is who at a provider. The subject is the key, an address never is: addresses are given to others. */
export interface IdentityRow {
  provider_id: number;
  subject: string;
  person_id: number;
  connected_at: number;
}
