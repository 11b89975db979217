import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@gatehouse/database';
import type { Clock } from '@gatehouse/service';
import { hintsSince } from '../hints/hint-store.ts';
import type { HintRow, Tables } from '../schema/tables.ts';
import { type News, newsSince } from './news.ts';

const round = 500;
/** How far back each round looks: another node may commit a little late. */
export const overlap = 10_000;

/** What was told lately, of all links and places. */
export interface Posted {
  readonly news: readonly News[];
  readonly hints: readonly HintRow[];
  /** Installs that were signed out. */
  readonly ended: ReadonlySet<string>;
}

/** Read once in a round for all streams of this node, and not at all while nobody listens. */
export interface Board {
  /** The next round's. */
  next(): Promise<Posted>;
  now(): Promise<Posted>;
}

export function openBoard(database: Database<Tables>, clock: Clock, ending: AbortSignal): Board {
  let waiting: Promise<Posted> | undefined;
  const now = () =>
    database.read(async (tx) => {
      const since = clock.now() - overlap;
      const signedOut = await tx
        .selectFrom('installs')
        .select('id')
        .where('signed_out_at', '>=', since)
        .execute();
      return {
        news: await newsSince(tx, since),
        hints: await hintsSince(tx, since),
        ended: new Set(signedOut.map(({ id }) => id)),
      };
    });
  const later = async () => {
    await sleep(round, undefined, { signal: ending }).catch(() => undefined);
    // Whoever asks from here on waits for another round: this one is being read.
    waiting = undefined;
    return ending.aborted ? nothing : await now();
  };
  return {
    now,
    next() {
      waiting ??= later();
      return waiting;
    },
  };
}

const nothing: Posted = { news: [], hints: [], ended: new Set() };
