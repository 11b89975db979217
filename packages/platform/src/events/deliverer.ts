import type { Reader, Writer } from '@gatehouse/database';
import type { DeliveryFault } from '@gatehouse/wire';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { addressRulesFor } from './endpoint-rules.ts';
import { type EventPost, type Posted, postEvent } from './post-event.ts';

export interface Due {
  readonly now: number;
  readonly behind: number;
  readonly except: readonly number[];
  readonly limit: number;
}

/** What is on its way to addresses, each known by a number. A claim is one attempt, which no other node makes. */
export interface Queue<Claim> {
  /** Addresses that have something due and are not paused, in the order of their numbers, from behind one of them on. */
  due(tx: Reader<Tables>, asked: Due): Promise<number[]>;
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

/** Addresses in work at once, and what is sent to one of them, and for how long, before the others have their turn. */
const mostAddresses = 16;
const mostInTurn = 100;
const turnMilliseconds = 5_000;

export function deliverer<Claim>(house: House, queue: Queue<Claim>): Deliverer {
  const { database, clock, logger } = house;
  const busy = new Map<number, Promise<void>>();
  // Who was set to work last: whoever is slow and has much would otherwise be first again and again, the others never.
  let last = 0;
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

  const settled = async () => {
    await Promise.all(busy.values());
  };
  return {
    async round() {
      const limit = mostAddresses - busy.size;
      if (limit <= 0 || stopping.signal.aborted) return;
      const now = clock.now();
      const due = await database.read(async (tx) => {
        const next = await queue.due(tx, { now, behind: last, except: [...busy.keys()], limit });
        if (next.length === limit) return next;
        // Everybody has had their turn: from the front again.
        const except = [...busy.keys(), ...next];
        return [...next, ...(await queue.due(tx, { now, behind: 0, except, limit: limit - next.length }))];
      });
      for (const address of due) {
        last = address;
        const work = serve(address)
          .catch((error: unknown) => logger.error({ err: error, address }, 'an event could not be sent'))
          .finally(() => busy.delete(address));
        busy.set(address, work);
      }
    },
    settled,
    async stop() {
      stopping.abort();
      await settled();
    },
  };
}
