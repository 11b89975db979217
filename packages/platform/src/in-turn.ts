import type { House } from './house.ts';

type Means = Pick<House, 'database'>;

/**
 * One batch of a database is written after the other. Whoever asks while one is on its way waits for it too: when their
 * call returns, all that was noted before it is written.
 */
export function inTurn<H extends Means>(write: (house: H) => Promise<void>): (house: H) => Promise<void> {
  const last = new WeakMap<object, Promise<void>>();
  return (house) => {
    const written = (last.get(house.database) ?? Promise.resolve()).then(() => write(house));
    const ended = written.catch(() => undefined);
    last.set(house.database, ended);
    return written;
  };
}
