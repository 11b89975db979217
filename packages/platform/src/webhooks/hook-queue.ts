import type { Queue } from '../events/deliverer.ts';
import { openAuthorization } from './hook-authorization.ts';
import {
  claimHookDelivery,
  dueHooks,
  giveUp,
  type HookClaim,
  releaseHookClaim,
  settleHookArrived,
  settleHookFailed,
} from './hook-queue-store.ts';
import { mayLearn } from './may-learn.ts';
import { payloadOf } from './payload.ts';

/** Deliveries that are looked at in one unit. */
const most = 100;

/** What is on its way to hooks, for the deliverer. */
export const hookQueue: Queue<HookClaim> = {
  due: dueHooks,
  // Between the change and the sending, hours may lie in which an app is disconnected and people lose what they held.
  async claim(house, tx, hookId, now) {
    for (let looked = 0; looked < most; looked += 1) {
      const claim = await claimHookDelivery(tx, hookId, now);
      if (claim === undefined || (await mayLearn(house, tx, claim.hook, claim.told))) return claim;
      await giveUp(tx, claim, now);
    }
    return undefined;
  },
  arrived: settleHookArrived,
  failed: settleHookFailed,
  release: releaseHookClaim,
  request(house, { hook, told }) {
    const { url, apiVersion, authorizationSealed } = hook;
    const authorization =
      authorizationSealed === null
        ? {}
        : {
            authorization: openAuthorization(house, { companyId: told.companyId, url }, authorizationSealed),
          };
    return {
      url,
      body: JSON.stringify(payloadOf(told, apiVersion)),
      headers: { 'content-type': 'application/json', 'user-agent': 'Gatehouse-Webhooks/1', ...authorization },
    };
  },
};
