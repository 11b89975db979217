import { nextAttempt } from '../events/backoff.ts';
import type { House } from '../house.ts';
import {
  hooksFor,
  insertHookDeliveries,
  putOffEvent,
  takeEvent,
  type WaitingEvent,
  waitingEvents,
} from './fan-out-store.ts';
import { mayLearn } from './may-learn.ts';
import type { Told } from './payload.ts';

const most = 200;

type Surroundings = Pick<House, 'database' | 'clock' | 'settings' | 'logger'>;

/**
 * Puts what has changed on its way to each hook whose maker may know of it. Returns how many changes. One that fails
 * waits longer each time, and holds up no other: it may be another company's.
 */
export async function fanOut(house: Surroundings): Promise<number> {
  const { database, clock, logger } = house;
  const waiting = await database.read((tx) => waitingEvents(tx, { now: clock.now(), most }));
  for (const each of waiting)
    await tellHooks(house, each.told).catch(async (error: unknown) => {
      const { id: event, companyId } = each.told;
      logger.error({ err: error, event, companyId }, 'hooks could not be told of a change');
      await putOff(house, each);
    });
  return waiting.length;
}

/** Whom to tell is decided outside the unit that writes it: a company may have a thousand hooks, and others wait to write. */
async function tellHooks({ database, clock, settings }: Surroundings, told: Told): Promise<void> {
  const { companyId, id: eventId } = told;
  const learning = await database.read(async (tx) => {
    const ids: number[] = [];
    for (const hook of await hooksFor(tx, companyId, told))
      if (await mayLearn({ clock, settings }, tx, hook, told)) ids.push(hook.id);
    return ids;
  });
  await database.write(async (tx) => {
    const now = clock.now();
    if (await takeEvent(tx, companyId, eventId, now))
      await insertHookDeliveries(tx, companyId, { hookIds: learning, eventId, now });
  });
}

async function putOff(
  { database, clock, logger }: Surroundings,
  { told, failures }: WaitingEvent,
): Promise<void> {
  const { companyId, id: event, at } = told;
  const now = clock.now();
  const retryAt = nextAttempt(failures + 1, at, now);
  await database.write(async (tx) => {
    if (retryAt === undefined) await takeEvent(tx, companyId, event, now);
    else await putOffEvent(tx, companyId, event, { failures: failures + 1, retryAt });
  });
  if (retryAt === undefined) logger.error({ event, companyId }, 'hooks are never told of a change: given up');
}
