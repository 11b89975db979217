import type { GeneratedAlways as Generated } from '@gatehouse/database';

/** An OpenID provider at which the people of a company sign in. Its issuer never changes: another is another provider. */
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
  created_by: number;
  created_at: number;
  removed_at: number | null;
}

/** A mail domain for which a provider speaks, once an operator has approved it. */
export interface IdentityDomainRow {
  id: Generated<number>;
  company_id: number;
  provider_id: number;
  /** Lower-cased. */
  domain: string;
  created_at: number;
  approved_at: number | null;
  approved_by: number | null;
}

/** Who is who at a provider. The subject is the key, an address never is: addresses are given to others. */
export interface IdentityRow {
  provider_id: number;
  subject: string;
  person_id: number;
  connected_at: number;
}
