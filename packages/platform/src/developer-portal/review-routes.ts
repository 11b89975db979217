import { AppPath, Listing, ListingDecision, ListingReview, PageQuery } from '@gatehouse/wire';
import Type from 'typebox';
import { listCollaborators } from '../apps/collaborator-store.ts';
import { listingMachine } from '../apps/listing-machine.ts';
import { findListing, listReviews, putListing } from '../apps/listing-store.ts';
import { textFault } from '../apps/text-rules.ts';
import { findVerification } from '../apps/verification-store.ts';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { notify } from '../notices/notify.ts';
import { illegalStep } from '../rest/illegal-step.ts';
import { pageRequest } from '../rest/pagination.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import type { Route } from '../route.ts';
import { sessionOf } from '../sign-in/session.ts';
import { absent, operatorRoute } from './app-route.ts';
import { listingView } from './app-view.ts';

/** What the marketplace shows is what an operator has approved. */
export function reviewRoutes(house: House): Route[] {
  return [
    operatorRoute(house, {
      method: 'GET',
      path: '/manage/v1/operator/reviews',
      summary: 'The listings that wait for review, the longest waiting first.',
      audit: [],
      query: PageQuery,
      reply: Type.Array(ListingReview),
      async handle({ query, tx }) {
        const page = pageRequest(query);
        const { total, reviews } = await listReviews(tx, page);
        const body = reviews.map(
          (review): ListingReview => ({
            app: {
              id: review.app_id,
              name: review.name,
              description: review.description,
              publisher: review.publisher,
              verified: review.publisher_verified_at !== null,
            },
            listing: listingView(review),
          }),
        );
        return { status: 200, body, page: { ...page, total } };
      },
    }),
    operatorRoute(house, {
      method: 'POST',
      path: '/manage/v1/operator/apps/:app_id/review',
      summary: 'Approves a listing, rejects it with a note, or takes an approved one out.',
      audit: ['app.listing_decided'],
      params: AppPath,
      body: ListingDecision,
      reply: Listing,
      async handle({ caller, params: { app_id: appId }, body: { decision, note = '' }, tx, origin }) {
        const app = await findVerification(tx, appId);
        if (app === undefined) return absent;
        const listing = await findListing(tx, appId);
        const stepped = listingMachine.step(listing.status, decision);
        if (!stepped.ok) return illegalStep('The listing', decision, stepped);
        const fault = noteFault(decision, note);
        if (fault !== undefined) return fieldErrors({ note: [fault] });
        const review = {
          status: stepped.next,
          decided_at: house.clock.now(),
          decided_by: sessionOf(caller).personId,
          review_note: note.trim() === '' ? null : note.trim(),
        };
        await putListing(tx, appId, { ...listing, ...review });
        await record(house, tx, origin, {
          event: 'app.listing_decided',
          subject: `app:${appId}`,
          details: { decision, note: review.review_note },
        });
        const builders = (await listCollaborators(tx, appId)).map(({ personId }) => personId);
        await notify(house, tx, builders, 'listing.decided', {
          app_id: appId,
          app_name: app.name,
          decision: decision === 'approve' ? 'approved' : 'rejected',
          note: review.review_note,
        });
        return { status: 200, body: listingView({ ...listing, ...review }) };
      },
    }),
  ];
}

function noteFault(decision: 'approve' | 'reject', note: string): string | undefined {
  if (decision === 'reject' && note.trim() === '') return 'is missing: say what must change';
  return textFault(note, 'paragraph');
}
