import type { Migration } from '@gatehouse/database';
import { foundation } from './migrations/0001-foundation.ts';
import { appsInCompanies } from './migrations/0002-apps-in-companies.ts';
import { clientKeys } from './migrations/0003-client-keys.ts';
import { permissions } from './migrations/0004-permissions.ts';
import { directory } from './migrations/0005-directory.ts';
import { documentWrites } from './migrations/0006-document-writes.ts';
import { documentChanges } from './migrations/0007-document-changes.ts';
import { contents } from './migrations/0008-contents.ts';
import { oauthExtensions } from './migrations/0010-oauth-extensions.ts';
import { provenAddresses } from './migrations/0020-proven-addresses.ts';
import { oldChanges } from './migrations/0040-old-changes.ts';
import { deadChains } from './migrations/0050-dead-chains.ts';
import { documentStatistics } from './migrations/0060-document-statistics.ts';
import { secondFactors } from './migrations/0070-second-factors.ts';
import { proofKeys } from './migrations/0080-proof-keys.ts';
import { consentChoices } from './migrations/0090-consent-choices.ts';
import { identityProviders } from './migrations/0091-identity-providers.ts';
import { bulkJobs } from './migrations/0100-bulk-jobs.ts';
import { openUploads } from './migrations/0101-open-uploads.ts';
import { documentHints } from './migrations/0110-document-hints.ts';
import { wordsOfPlaces } from './migrations/0120-words-of-places.ts';

/** In the order in which they are applied; new ones go last. */
export const migrations: readonly Migration[] = [
  foundation,
  appsInCompanies,
  clientKeys,
  permissions,
  directory,
  documentWrites,
  documentChanges,
  contents,
  oauthExtensions,
  provenAddresses,
  deadChains,
  oldChanges,
  documentStatistics,
  documentHints,
  wordsOfPlaces,
  secondFactors,
  bulkJobs,
  consentChoices,
  proofKeys,
  openUploads,
  identityProviders,
];
