import type { AppPolicyRow } from '../schema/tables.ts';

/** What a company's policy says of one app, as facts. */
export interface PolicyFacts {
  readonly mode: AppPolicyRow['mode'];
  readonly verifiedOnly: boolean;
  readonly listing: 'allowed' | 'blocked' | null;
  readonly publisherVerified: boolean;
}

export type PolicyFault = 'app_blocked' | 'app_not_allowed' | 'publisher_not_verified';

/**
 * Why a company does not want an app, if so: asked at install, and again by `decide` on every call. The block-list
 * is a No that nothing outweighs; being on the allow-list does not verify a publisher.
 */
export function policyFault({
  mode,
  verifiedOnly,
  listing,
  publisherVerified,
}: PolicyFacts): PolicyFault | null {
  if (listing === 'blocked') return 'app_blocked';
  if (mode === 'allow_list' && listing !== 'allowed') return 'app_not_allowed';
  return verifiedOnly && !publisherVerified ? 'publisher_not_verified' : null;
}
