import type { Database } from '@gatehouse/database';
import type { Clock, KeyRing, Logger, Random } from '@gatehouse/service';
import type { Spill } from './links/spill.ts';
import type { Board } from './news/board.ts';
import type { Seats } from './news/seats.ts';
import type { Provider } from './provider/provider.ts';
import type { Tables } from './schema/tables.ts';
import type { Settings } from './settings.ts';
import type { SealWith } from './vault/sealed-record.ts';

/** What every room may use, passed in once. */
export interface House {
  readonly settings: Settings;
  /** The public origin, without a trailing slash. */
  readonly origin: string;
  readonly database: Database<Tables>;
  /** Seals what is stored. */
  readonly vault: SealWith;
  /** New pairs that the database did not take. */
  readonly spill: Spill;
  /** Cookies, form tokens and hashes; itself sealed by the vault. */
  readonly keys: KeyRing;
  /** Where accounts are linked. */
  readonly gatehouse: Provider;
  /** Where people sign in: Gatehouse, unless set otherwise. */
  readonly identity: Provider;
  /** What installs are told, read once for all that listen on this node. */
  readonly board: Board;
  readonly seats: Seats;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Aborted when this process stops: what waits for news ends then. */
  readonly ending: AbortSignal;
}
