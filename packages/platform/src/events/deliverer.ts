import type { House } from '../house.ts';
import {
  type Claim,
  claimNext,
  dueSubscriptions,
  releaseClaim,
  settleArrived,
  settleFailed,
} from './claim-store.ts';
import { eventView } from './event-view.ts';
import { type Posted, postEvent } from './post-event.ts';
import { signatureOf } from './signature.ts';
import { openSigningSecret } from './subscription-secret.ts';

export interface Deliverer {
  /** Sets to work on every address that has something due. Does not wait for it: one slow address holds up no other. */
  round(): Promise<void>;
  /** Resolves once nothing is under way any more. */
  settled(): Promise<void>;
  /** Gives back what is under way, for another node or the next start. */
  stop(): Promise<void>;
}

/** Addresses in work at once, and events sent to one of them before the others have their turn. */
const mostAddresses = 16;
const mostInTurn = 100;

export function deliverer(house: House): Deliverer {
  const { database, clock, logger } = house;
  const busy = new Map<number, Promise<void>>();
  const stopping = new AbortController();

  async function serve(subscriptionId: number): Promise<void> {
    for (let sent = 0; sent < mostInTurn && !stopping.signal.aborted; sent += 1) {
      const claim = await database.write((tx) => claimNext(tx, subscriptionId, clock.now()));
      if (claim === undefined) return;
      const posted = await postEvent(
        requestFor(house, claim),
        { privateAllowed: house.settings.eventsToPrivateAddresses },
        stopping.signal,
      );
      await settle(claim, posted);
      // The address is paused now, and what else waits for it waits with it.
      if (posted === 'interrupted' || !posted.arrived) return;
    }
  }

  async function settle(claim: Claim, posted: Posted): Promise<void> {
    const now = clock.now();
    await database.write(async (tx) => {
      if (posted === 'interrupted') await releaseClaim(tx, claim, now);
      else if (posted.arrived) await settleArrived(tx, claim, posted.status, now);
      else await settleFailed(tx, claim, { ...posted, now });
    });
  }

  const settled = async () => {
    await Promise.all(busy.values());
  };
  return {
    async round() {
      const limit = mostAddresses - busy.size;
      if (limit <= 0 || stopping.signal.aborted) return;
      const due = await database.read((tx) =>
        dueSubscriptions(tx, { now: clock.now(), except: [...busy.keys()], limit }),
      );
      for (const subscriptionId of due) {
        const work = serve(subscriptionId)
          .catch((error: unknown) =>
            logger.error({ err: error, subscription: subscriptionId }, 'an event could not be sent'),
          )
          .finally(() => busy.delete(subscriptionId));
        busy.set(subscriptionId, work);
      }
    },
    settled,
    async stop() {
      stopping.abort();
      await settled();
    },
  };
}

function requestFor({ keys, clock }: Pick<House, 'keys' | 'clock'>, { id, event, subscription }: Claim) {
  const { url, environment, secretSealed } = subscription;
  const secret = openSigningSecret(keys, { appId: event.appId, environment, url }, secretSealed);
  const body = JSON.stringify(eventView(event));
  return {
    url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Gatehouse-Events/1',
      'gatehouse-event': event.event,
      'gatehouse-event-id': event.id,
      'gatehouse-delivery-id': id,
      'gatehouse-signature': signatureOf(secret, Math.floor(clock.now() / 1000), body),
    },
  };
}
