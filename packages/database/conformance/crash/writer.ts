/**
 * The process that crash tests kill. Writes pairs of rows from several lanes at once, and prints an id only after the
 * unit that wrote it was acknowledged. Arguments: database URL, prefix of the ids, fault point, how often it is passed.
 */
import { openDatabase } from '../../src/index.ts';
import type { Tables } from '../tables.ts';

const LANES = 8;
const [url = '', prefix = '', faultPoint = '', passes = '0'] = process.argv.slice(2);
let remaining = Number(passes);

const database = await openDatabase<Tables>({
  url,
  onFaultPoint: (point) => {
    if (point !== faultPoint) return;
    if (remaining === 0) process.kill(process.pid, 'SIGKILL');
    remaining -= 1;
  },
});

const lane = async (name: number) => {
  for (let count = 0; ; count += 1) {
    const id = `${prefix}-${name}-${count}`;
    await database.write(async (tx) => {
      await tx.insertInto('pairs').values({ id, half: 'first' }).execute();
      await tx.insertInto('pairs').values({ id, half: 'second' }).execute();
    });
    process.stdout.write(`${id}\n`);
  }
};

await Promise.all(Array.from({ length: LANES }, (_, name) => lane(name)));
