import { maskText, ulid } from '@gatehouse/service';
import type { House } from '../house.ts';
import { failureThrottle } from '../limits/failure-throttle.ts';
import type { NotedRefusal } from './note-refusal.ts';

export interface StoredRefusal extends NotedRefusal {
  readonly id: string;
  readonly at: number;
}

export interface RefusalBatch {
  add(refusal: NotedRefusal): void;
  /** All that was added since the last time. */
  take(): readonly StoredRefusal[];
}

/** Of one client, endpoint and reason, in a minute. */
const keptOfKind = 10;
/** Refusals that wait to be written. */
const most = 1000;
/** Whatever else is sent as a client id is none of ours, and need not be looked up. */
const clientIdPattern = /^[\x21-\x7e]{1,128}$/;

type Means = Pick<House, 'clock' | 'random'>;

export function newRefusalBatch({ clock, random }: Means): RefusalBatch {
  const throttle = failureThrottle(clock);
  let waiting: StoredRefusal[] = [];
  return {
    add(refusal) {
      const { clientId, endpoint, reason } = refusal;
      if (waiting.length >= most || !clientIdPattern.test(clientId)) return;
      if (throttle.fail(`${clientId} ${endpoint} ${reason}`, keptOfKind) !== undefined) return;
      waiting.push({
        ...refusal,
        received: readable(refusal.received),
        expected: readable(refusal.expected),
        id: ulid(clock, random),
        at: clock.now(),
      });
    },
    take() {
      const taken = waiting;
      waiting = [];
      return taken;
    },
  };
}

/** One batch for each database that is open, as for each node in production. */
const batches = new WeakMap<object, RefusalBatch>();

export function refusalBatch(house: Means & Pick<House, 'database'>): RefusalBatch {
  const known = batches.get(house.database);
  if (known !== undefined) return known;
  const made = newRefusalBatch(house);
  batches.set(house.database, made);
  return made;
}

/** What strangers sent, fit to be kept and shown: bounded, on one line, and without what looks like a secret. */
function readable(text: string | null): string | null {
  if (text === null) return null;
  const plain = text.slice(0, 1000).replace(/\p{C}/gu, '?');
  return maskText(plain);
}
