import type { App, AppVersion, Collaborator, Listing, Verification } from '@gatehouse/wire';
import type { FoundApp } from '../apps/app-store.ts';
import type { FoundCollaborator } from '../apps/collaborator-store.ts';
import { emptyListing, type FoundListing } from '../apps/listing-store.ts';
import { verificationState } from '../apps/verification-machine.ts';
import type { FoundVerification } from '../apps/verification-store.ts';
import type { Version } from '../apps/version-store.ts';
import { timestamp } from '../rest/timestamp.ts';

export function appView(app: FoundApp): App {
  const { sandbox_company_id, sandbox_company_name, version_id, semver, version_status } = app;
  return {
    id: app.id,
    name: app.name,
    description: app.description,
    publisher: app.publisher,
    verified: app.publisher_verified_at !== null,
    verification_requested_at: when(app.verification_requested_at),
    role: app.role,
    sandbox_company:
      sandbox_company_id === null || sandbox_company_name === null
        ? null
        : { id: sandbox_company_id, name: sandbox_company_name },
    created_at: timestamp(app.created_at),
    suspended_at: when(app.suspended_at),
    latest_version:
      version_id === null || semver === null || version_status === null
        ? null
        : { id: version_id, semver, status: version_status },
    listing_status: app.listing_status ?? emptyListing.status,
  };
}

export function versionView(version: Version): AppVersion {
  return {
    id: version.id,
    semver: version.semver,
    status: version.status,
    manifest: version.manifest,
    sandbox_key: version.sandboxKey,
    production_key: version.productionKey,
    release_notes: version.releaseNotes,
    created_at: timestamp(version.createdAt),
    promoted_at: when(version.promotedAt),
  };
}

export function collaboratorView(
  { personId, name, email, role, since }: FoundCollaborator,
  standing: 'joined' | 'asked',
): Collaborator {
  return {
    person: { id: personId, name, email },
    role,
    since: timestamp(since),
    pending: standing === 'asked',
  };
}

export function listingView(listing: FoundListing): Listing {
  const { status, tagline, about, support_email, website, review_note } = listing;
  return {
    status,
    tagline,
    about,
    support_email,
    website,
    submitted_at: when(listing.submitted_at),
    decided_at: when(listing.decided_at),
    review_note,
  };
}

export function verificationView(found: FoundVerification): Verification {
  return {
    state: verificationState(found),
    requested_at: when(found.verification_requested_at),
    verified_at: when(found.publisher_verified_at),
  };
}

export function when(milliseconds: number | null): string | null {
  return milliseconds === null ? null : timestamp(milliseconds);
}
