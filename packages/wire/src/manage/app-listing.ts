import Type, { type Static } from 'typebox';
import { Nullable, Timestamp } from '../rest/output.ts';

export const ListingStatus = Type.Enum(['draft', 'in_review', 'approved', 'rejected', 'withdrawn']);
export type ListingStatus = Static<typeof ListingStatus>;

/** An app's page in the marketplace, and where its review stands. */
export const Listing = Type.Object({
  status: ListingStatus,
  tagline: Type.String(),
  about: Type.String(),
  support_email: Nullable(Type.String()),
  website: Nullable(Type.String()),
  submitted_at: Nullable(Timestamp),
  decided_at: Nullable(Timestamp),
  review_note: Nullable(Type.String()),
});
export type Listing = Static<typeof Listing>;

/** The body of PUT /manage/v1/apps/{app_id}/listing. */
export const ListingUpdate = Type.Object({
  tagline: Type.String(),
  about: Type.String(),
  support_email: Type.Optional(Nullable(Type.String())),
  website: Type.Optional(Nullable(Type.String())),
});

/** A listing that waits for an operator. */
export const ListingReview = Type.Object({
  app: Type.Object({
    id: Type.Integer(),
    name: Type.String(),
    description: Type.String(),
    publisher: Type.String(),
    verified: Type.Boolean(),
  }),
  listing: Listing,
});
export type ListingReview = Static<typeof ListingReview>;

/** The body of POST /manage/v1/operator/apps/{app_id}/review. A rejection says why. */
export const ListingDecision = Type.Object({
  decision: Type.Enum(['approve', 'reject']),
  note: Type.Optional(Type.String()),
});
