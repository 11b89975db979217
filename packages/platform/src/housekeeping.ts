import { sweepKeys } from './apps/sweep-keys.ts';
import { endChains } from './authorization/end-chains.ts';
import { rotateSigningKeys } from './authorization/signing-keys.ts';
import { sweep } from './authorization/sweep.ts';
import { runBulkJobs } from './directory/bulk-jobs/run-bulk-jobs.ts';
import { collectContents } from './documents/collect-contents.ts';
import { sweepChanges } from './documents/following/sweep-changes.ts';
import { tellOfDocuments } from './documents/hints/tell-of-documents.ts';
import { sweepCreates } from './documents/once.ts';
import { sweepPurged } from './documents/recycle-bin/sweep-purged.ts';
import { tellTrackers } from './documents/tracking/tell-trackers.ts';
import { sweepEvents } from './events/sweep-events.ts';
import type { House } from './house.ts';
import { sweepFlows } from './identity-providers/flow-store.ts';
import { sweepNotices } from './inbox/notice-store.ts';
import { sweepRequests } from './installations/requests/sweep-requests.ts';
import { sweepMails } from './mail/outbox-store.ts';
import { sweepLinks } from './mailed-links/mailed-link-store.ts';
import { flushRefusals } from './request-log/flush-refusals.ts';
import { sweepRequestLog } from './request-log/request-log-store.ts';
import { sweepOldGuesses } from './second-factors/guesses.ts';
import { watchAccounts } from './service-accounts/watch-accounts.ts';
import { sweepSessions } from './sign-in/sweep-sessions.ts';
import { flushUsage } from './usage/flush-usage.ts';
import { flushUses } from './usage/grant-use.ts';
import { sweepUsage } from './usage/sweep-usage.ts';
import { fanOut } from './webhooks/fan-out.ts';
import { sweepResourceEvents } from './webhooks/sweep-resource-events.ts';

/** Work on stored rows that nobody waits for. */
export interface Chore {
  readonly name: string;
  /** Milliseconds between two rounds. */
  readonly every: number;
  work(house: House): Promise<unknown>;
}

/** What keeps the house: batches written, and rows that can decide nothing any more removed in small steps. */
export const housekeeping: readonly Chore[] = [
  { name: 'last uses', every: 5_000, work: flushUses },
  { name: 'usage', every: 5_000, work: flushUsage },
  { name: 'request log', every: 1_000, work: flushRefusals },
  { name: 'bulk jobs', every: 1_000, work: runBulkJobs },
  { name: 'chains at their end', every: 3_600_000, work: endChains },
  { name: 'expired rows', every: 60_000, work: sweep },
  { name: 'expired sessions', every: 60_000, work: sweepSessions },
  { name: 'old events', every: 3_600_000, work: sweepEvents },
  { name: 'old refusals', every: 3_600_000, work: sweepRequestLog },
  { name: 'old notices', every: 3_600_000, work: sweepNotices },
  { name: 'old requests for apps', every: 3_600_000, work: sweepRequests },
  { name: 'removed keys of apps', every: 3_600_000, work: sweepKeys },
  { name: 'counts of guesses', every: 3_600_000, work: sweepOldGuesses },
  { name: 'mailed links', every: 600_000, work: sweepLinks },
  { name: 'ways back from providers', every: 600_000, work: sweepFlows },
  { name: 'old mails', every: 3_600_000, work: sweepMails },
  { name: 'creates of documents', every: 600_000, work: sweepCreates },
  { name: 'old changes of documents', every: 3_600_000, work: sweepChanges },
  { name: 'hints of documents', every: 1_000, work: tellOfDocuments },
  { name: 'news of tracked documents', every: 10_000, work: tellTrackers },
  { name: 'changes for hooks', every: 1_000, work: fanOut },
  { name: 'old changes for hooks', every: 3_600_000, work: sweepResourceEvents },
  { name: 'purged documents', every: 5_000, work: sweepPurged },
  { name: 'old usage', every: 3_600_000, work: sweepUsage },
  { name: 'service accounts', every: 3_600_000, work: watchAccounts },
  { name: 'contents', every: 3_600_000, work: collectContents },
  { name: 'signing keys', every: 3_600_000, work: rotateSigningKeys },
];
