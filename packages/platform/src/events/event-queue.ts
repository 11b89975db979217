import type { Reader } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { Environment, Tables } from '../schema/tables.ts';
import {
  type Claim,
  claimNext,
  dueSubscriptions,
  giveUp,
  releaseClaim,
  settleArrived,
  settleFailed,
} from './claim-store.ts';
import type { Queue } from './deliverer.ts';
import type { StoredEvent } from './event-store.ts';
import { eventView } from './event-view.ts';
import { signatureOf } from './signature.ts';
import { openSigningSecret } from './subscription-secret.ts';

/** Whether an app may know of an event at this moment. */
export type MayKnow = (
  house: Pick<House, 'clock' | 'settings'>,
  tx: Reader<Tables>,
  event: StoredEvent,
  environment: Environment,
) => Promise<boolean>;

/** Deliveries that are looked at in one unit. */
const most = 100;

/**
 * The events of apps, signed, on their way to the addresses that their developers gave. Between an event and its sending,
 * hours may lie in which the app is disconnected or people take back what they allowed: each is decided again.
 */
export const eventQueue = (mayKnow: MayKnow): Queue<Claim> => ({
  due: dueSubscriptions,
  async claim(house, tx, subscriptionId, now) {
    for (let looked = 0; looked < most; looked += 1) {
      const claim = await claimNext(tx, subscriptionId, now);
      if (claim === undefined) return undefined;
      if (await mayKnow(house, tx, claim.event, claim.subscription.environment)) return claim;
      await giveUp(tx, claim, now);
    }
    return undefined;
  },
  arrived: settleArrived,
  failed: settleFailed,
  release: releaseClaim,
  request({ keys, clock }, { id, event, subscription }) {
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
  },
});
