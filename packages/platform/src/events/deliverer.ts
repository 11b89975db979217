import type { Reader, Writer } from '@gatehouse/database';
import type { DeliveryFault } from '@gatehouse/wire';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { addressRulesFor } from './endpoint-rules.ts';
import { type EventPost, type Posted, postEvent } from './post-event.ts';

export interface Due {
  readonly now: number;
  readonly behind: number;
  readonly limit: number;
}

/** An address that has something due. */
export interface DueAddress {
  readonly id: number;
  readonly url: string;
  /** Whose it is: the app, or the company. */
  readonly owner: number;
}

/** What is on its way to addresses, each known by a number. A claim is one attempt, which no other node makes. */
export interface Queue<Claim> {
  /** Addresses that have something due and are not paused, in the order of their numbers, from behind one of them on. */
  due(tx: Reader<Tables>, asked: Due): Promise<DueAddress[]>;
  claim(house: House, tx: Writer<Tables>, address: number, now: number): Promise<Claim | undefined>;
  request(house: House, claim: Claim): EventPost;
  arrived(tx: Writer<Tables>, claim: Claim, status: number, now: number): Promise<void>;
  failed(
    tx: Writer<Tables>,
    claim: Claim,
    why: { readonly status: number | null; readonly fault: DeliveryFault; readonly now: number },
  ): Promise<void>;
  /** Nothing became of it, and nobody is to blame. */
  release(tx: Writer<Tables>, claim: Claim, now: number): Promise<void>;
}

export interface Deliverer {
  /** Sets to work on every address that has something due. Does not wait for it: one slow address holds up no other. */
  round(): Promise<void>;
  /** Resolves once nothing is under way any more. */
  settled(): Promise<void>;
  /** Gives back what is under way, for another node or the next start. */
  stop(): Promise<void>;
}

/**
 * Addresses in work at once, and how many of them may be of one owner, or on one host: what answers slowly holds its
 * place for seconds, and may hold up what is its own alone. Of those who wait, the one whose owner holds the fewest
 * places is next: several who answer slowly, together, hold up nobody else for longer than one answer takes.
 */
const mostAddresses = 32;
const mostOfOne = 8;
/** Addresses that are looked up at once. */
const page = 1_000;
/** What is sent to one of them, and for how long, before the others have their turn. */
const mostInTurn = 100;
const turnMilliseconds = 5_000;

export function deliverer<Claim>(house: House, queue: Queue<Claim>): Deliverer {
  const { database, clock, logger } = house;
  const busy = new Map<number, { readonly at: DueAddress; readonly work: Promise<void> }>();
  // In the order in which they were found due: nobody has a second turn before all have had a first.
  const waiting = new Map<number, DueAddress>();
  let found = 0;
  const stopping = new AbortController();

  async function serve(address: number): Promise<void> {
    const until = clock.now() + turnMilliseconds;
    const goesOn = (sent: number) => sent === 0 || (sent < mostInTurn && clock.now() < until);
    for (let sent = 0; goesOn(sent) && !stopping.signal.aborted; sent += 1) {
      const claim = await database.write((tx) => queue.claim(house, tx, address, clock.now()));
      if (claim === undefined) return;
      const post = queue.request(house, claim);
      const posted = await postEvent(post, addressRulesFor(house.settings, post.url), stopping.signal);
      await settle(claim, post.url, posted);
      // The address is paused now, and what else waits for it waits with it.
      if (posted === 'interrupted' || !posted.arrived) return;
    }
  }

  async function settle(claim: Claim, url: string, posted: Posted): Promise<void> {
    const now = clock.now();
    if (posted !== 'interrupted' && !posted.arrived && posted.inside)
      logger.warn({ url }, 'an address leads into a private network, where nothing is sent');
    await database.write(async (tx) => {
      if (posted === 'interrupted') await queue.release(tx, claim, now);
      else if (posted.arrived) await queue.arrived(tx, claim, posted.status, now);
      else await queue.failed(tx, claim, { ...posted, now });
    });
  }

  /** The next page of addresses that have something due; after the last of them from the front again. */
  async function look(): Promise<void> {
    if (waiting.size >= page) return;
    const now = clock.now();
    const due = await database.read((tx) => queue.due(tx, { now, behind: found, limit: page }));
    found = due.length < page ? 0 : (due.at(-1)?.id ?? 0);
    for (const at of due) if (!busy.has(at.id) && !waiting.has(at.id)) waiting.set(at.id, at);
  }

  /** Who is next; undefined where each who waits holds as many places as it may. */
  function next(): DueAddress | undefined {
    const ofOwner = new Map<number, number>();
    const onHost = new Map<string, number>();
    for (const { at } of busy.values()) {
      const host = hostOf(at);
      ofOwner.set(at.owner, (ofOwner.get(at.owner) ?? 0) + 1);
      onHost.set(host, (onHost.get(host) ?? 0) + 1);
    }
    let found: DueAddress | undefined;
    let fewest = mostOfOne;
    for (const at of waiting.values()) {
      const held = ofOwner.get(at.owner) ?? 0;
      if (held >= fewest || (onHost.get(hostOf(at)) ?? 0) >= mostOfOne) continue;
      found = at;
      fewest = held;
      if (held === 0) break;
    }
    return found;
  }

  const settled = async () => {
    await Promise.all([...busy.values()].map(({ work }) => work));
  };
  return {
    async round() {
      if (busy.size >= mostAddresses || stopping.signal.aborted) return;
      await look();
      while (busy.size < mostAddresses && !stopping.signal.aborted) {
        const at = next();
        if (at === undefined) return;
        waiting.delete(at.id);
        const work = serve(at.id)
          .catch((error: unknown) =>
            logger.error({ err: error, address: at.id }, 'an event could not be sent'),
          )
          .finally(() => busy.delete(at.id));
        busy.set(at.id, { at, work });
      }
    },
    settled,
    async stop() {
      stopping.abort();
      await settled();
    },
  };
}

function hostOf({ url }: DueAddress): string {
  return new URL(url).host;
}
