import type { Database } from '@gatehouse/database';
import type { Clock, KeyRing, Logger, Random } from '@gatehouse/service';
import type { BlobStore } from './documents/blobs/blob-store.ts';
import type { AppLimits } from './limits/app-limits.ts';
import type { RateLimits } from './limits/rate-limits.ts';
import type { Tables } from './schema/tables.ts';
import type { Settings } from './settings.ts';

/** What every room may use: the outside world, passed in once by compose.ts. */
export interface House {
  readonly settings: Settings;
  /** The public origin, without a trailing slash: prefix of every URL we hand out, `iss` of every response. */
  readonly issuer: string;
  readonly database: Database<Tables>;
  readonly blobs: BlobStore;
  readonly keys: KeyRing;
  /** Of calls through an app. */
  readonly limits: AppLimits;
  /** Of calls by the session of a person at our own console. */
  readonly sessionLimits: RateLimits;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}
