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
import { documentNews } from './migrations/0130-document-news.ts';
import { documentSettings } from './migrations/0131-document-settings.ts';
import { wordsOfMembers } from './migrations/0140-words-of-members.ts';
import { walksOfFolders } from './migrations/0141-walks-of-folders.ts';
import { webhooks } from './migrations/0145-webhooks.ts';
import { tagsAndConfigurations } from './migrations/0146-tags-and-configurations.ts';
import { providerFlows } from './migrations/0150-provider-flows.ts';
import { companySignIn } from './migrations/0151-company-sign-in.ts';
import { mailsOfAnAddress } from './migrations/0160-mails-of-an-address.ts';
import { companySecondFactor } from './migrations/0165-company-second-factor.ts';
import { providerOfASession } from './migrations/0176-provider-of-a-session.ts';
import { oneSpellingOfAnAddress } from './migrations/0177-one-spelling-of-an-address.ts';
import { roundsThatFailed } from './migrations/0180-rounds-that-failed.ts';
import { mannersOfTracking } from './migrations/0181-manners-of-tracking.ts';
import { deletedByPlace } from './migrations/0185-deleted-by-place.ts';
import { trackedItems } from './migrations/0186-tracked-items.ts';
import { presentMembers } from './migrations/0187-present-members.ts';
import { toldDeletes } from './migrations/0190-told-deletes.ts';
import { endsOfChains } from './migrations/0191-ends-of-chains.ts';
import { boundsOfAGrace } from './migrations/0192-bounds-of-a-grace.ts';
import { openItems } from './migrations/0193-open-items.ts';
import { pendingMembers } from './migrations/0194-pending-members.ts';
import { installationsOfAnApp } from './migrations/0195-installations-of-an-app.ts';
import { askedPeople } from './migrations/0200-asked-people.ts';
import { featuresOfAnApp } from './migrations/0201-features-of-an-app.ts';
import { countedMembers } from './migrations/0210-counted-members.ts';
import { whatIsOver } from './migrations/0211-what-is-over.ts';
import { idTokenAlgorithms } from './migrations/0212-id-token-algorithms.ts';
import { codesByChallenge } from './migrations/0220-codes-by-challenge.ts';
import { livingChains } from './migrations/0221-living-chains.ts';
import { wayOfASecret } from './migrations/0222-way-of-a-secret.ts';
import { wholeSight } from './migrations/0230-whole-sight.ts';
import { behindGates } from './migrations/0231-behind-gates.ts';

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
  wordsOfMembers,
  providerFlows,
  documentNews,
  webhooks,
  walksOfFolders,
  tagsAndConfigurations,
  companySignIn,
  companySecondFactor,
  documentSettings,
  mailsOfAnAddress,
  providerOfASession,
  roundsThatFailed,
  oneSpellingOfAnAddress,
  mannersOfTracking,
  deletedByPlace,
  trackedItems,
  presentMembers,
  endsOfChains,
  boundsOfAGrace,
  pendingMembers,
  openItems,
  installationsOfAnApp,
  toldDeletes,
  askedPeople,
  countedMembers,
  featuresOfAnApp,
  codesByChallenge,
  livingChains,
  wayOfASecret,
  whatIsOver,
  idTokenAlgorithms,
  wholeSight,
  behindGates,
];
