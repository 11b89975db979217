import { lifecycle } from '../lifecycle.ts';

export type ListingStatus = 'draft' | 'in_review' | 'approved' | 'rejected' | 'withdrawn';
export type ListingStep = 'edit' | 'submit' | 'withdraw' | 'approve' | 'reject';

/**
 * The life of an app's page in the marketplace. What an operator has approved is what companies see: it is
 * withdrawn before it is edited, and approved again.
 */
export const listingMachine = lifecycle<ListingStatus, ListingStep>({
  draft: { edit: 'draft', submit: 'in_review' },
  in_review: { withdraw: 'withdrawn', approve: 'approved', reject: 'rejected' },
  approved: { withdraw: 'withdrawn', reject: 'rejected' },
  rejected: { edit: 'draft', submit: 'in_review' },
  withdrawn: { edit: 'draft', submit: 'in_review' },
});
