import { AppPath, Listing, ListingUpdate } from '@gatehouse/wire';
import { listingMachine } from '../apps/listing-machine.ts';
import { listingFaults } from '../apps/listing-rules.ts';
import { findListing, putListing } from '../apps/listing-store.ts';
import { latestVersion } from '../apps/version-store.ts';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { illegalStep } from '../rest/illegal-step.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import type { Route } from '../route.ts';
import { appRoute } from './app-route.ts';
import { listingView } from './app-view.ts';

const path = '/manage/v1/apps/:app_id/listing';
const thing = 'The listing';

/** An app's page in the marketplace, written by those who build it. */
export function listingRoutes(house: House): Route[] {
  return [
    appRoute(house, {
      method: 'GET',
      path,
      summary: 'The app’s page in the marketplace, and where its review stands.',
      needs: 'developer',
      audit: [],
      params: AppPath,
      reply: Listing,
      handle: async ({ tx }, app) => ({ status: 200, body: listingView(await findListing(tx, app.id)) }),
    }),
    appRoute(house, {
      method: 'PUT',
      path,
      summary: 'Writes the page. In review or approved, it is withdrawn before it is edited.',
      needs: 'developer',
      audit: ['app.listing_changed'],
      params: AppPath,
      body: ListingUpdate,
      reply: Listing,
      async handle({ body, tx, origin }, app) {
        const listing = await findListing(tx, app.id);
        const stepped = listingMachine.step(listing.status, 'edit');
        if (!stepped.ok) return illegalStep(thing, 'edit', stepped);
        const text = {
          tagline: body.tagline.trim(),
          about: body.about.trim(),
          support_email: body.support_email?.trim() || null,
          website: body.website?.trim() || null,
        };
        const faults = listingFaults(text);
        if (faults !== undefined) return fieldErrors(faults);
        const edited = { ...listing, ...text, status: stepped.next };
        await putListing(tx, app.id, edited);
        await record(house, tx, origin, { event: 'app.listing_changed', subject: `app:${app.id}` });
        return { status: 200, body: listingView(edited) };
      },
    }),
    appRoute(house, {
      method: 'POST',
      path: `${path}/submit`,
      summary: 'Sends the page to the operators for review.',
      needs: 'admin',
      audit: ['app.listing_submitted'],
      params: AppPath,
      reply: Listing,
      async handle({ tx, origin }, app) {
        const listing = await findListing(tx, app.id);
        const stepped = listingMachine.step(listing.status, 'submit');
        if (!stepped.ok) return illegalStep(thing, 'submit', stepped);
        const missing = listingFaults(listing);
        if (missing !== undefined) return fieldErrors(missing);
        if ((await latestVersion(tx, 'production', app.id)) === undefined)
          return fieldErrors({ base: ['No version is in production yet: promote one first'] });
        const submitted = {
          ...listing,
          status: stepped.next,
          submitted_at: house.clock.now(),
          decided_at: null,
          review_note: null,
        };
        await putListing(tx, app.id, submitted);
        await record(house, tx, origin, { event: 'app.listing_submitted', subject: `app:${app.id}` });
        return { status: 200, body: listingView(submitted) };
      },
    }),
    appRoute(house, {
      method: 'POST',
      path: `${path}/withdraw`,
      summary: 'Takes the page out of review or out of the marketplace. Installed apps are untouched.',
      needs: 'admin',
      audit: ['app.listing_withdrawn'],
      params: AppPath,
      reply: Listing,
      async handle({ tx, origin }, app) {
        const listing = await findListing(tx, app.id);
        const stepped = listingMachine.step(listing.status, 'withdraw');
        if (!stepped.ok) return illegalStep(thing, 'withdraw', stepped);
        const withdrawn = { ...listing, status: stepped.next };
        await putListing(tx, app.id, withdrawn);
        await record(house, tx, origin, { event: 'app.listing_withdrawn', subject: `app:${app.id}` });
        return { status: 200, body: listingView(withdrawn) };
      },
    }),
  ];
}
