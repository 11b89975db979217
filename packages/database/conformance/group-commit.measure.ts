/**
 * How much group commit brings on this machine: the same durable writes with groups of up to 256 units and with a
 * COMMIT for each. Run with `node packages/database/conformance/group-commit.measure.ts [folder]`; the folder should
 * be on the disk that will hold the data.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, openDatabase } from '../src/index.ts';
import { migrations, type Tables } from './tables.ts';

const WRITERS = 64;
const UNITS_EACH = 60;
const ROUNDS = 5;
const folder = mkdtempSync(join(process.argv[2] ?? '.', 'measure-'));

async function unitsPerSecond(groupSize: number, name: string): Promise<number> {
  const database = await openDatabase<Tables>({ url: `file:${join(folder, name)}`, groupSize });
  await migrate(database, migrations, { clock: { now: () => Date.now() } });
  const writeUnits = async (writer: number) => {
    for (let count = 0; count < UNITS_EACH; count += 1) {
      const id = `${count}-${writer}`;
      await database.write((tx) => tx.insertInto('claims').values({ id, holder: writer }).execute());
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => writeUnits(writer)));
  const seconds = (performance.now() - start) / 1000;
  await database.close();
  return (WRITERS * UNITS_EACH) / seconds;
}

try {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const single = await unitsPerSecond(1, `single-${round}.db`);
    const grouped = await unitsPerSecond(256, `grouped-${round}.db`);
    const figures = `${Math.round(single)} and ${Math.round(grouped)} units/s`;
    console.log(
      `round ${round}: one COMMIT each and grouped: ${figures}, ratio ${(grouped / single).toFixed(1)}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
