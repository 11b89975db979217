// npm run demo:large: the demo with a company of 1,000 projects, 10,000 people and a million files beside it, in
// ./data-large. Cut off, it goes on where it stopped. `--projects`, `--people` and `--files` make it smaller.
import { createLogger, readSettings, SettingsError, systemClock, systemRandom } from '@gatehouse/service';
import type { House } from '../house.ts';
import { openHouse } from '../open-house.ts';
import { settings } from '../settings.ts';
import { companies, people } from './cast.ts';
import { readDemoFile, writeDemoFile } from './demo-file.ts';
import { loadLarge } from './large/load-large.ts';
import { type Progress, progressLine } from './large/progress.ts';
import { sizesOf } from './large/sizes.ts';
import { loadDemo } from './load-demo.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function main(argv: readonly string[]): Promise<number> {
  let sizes: ReturnType<typeof sizesOf>;
  try {
    sizes = sizesOf(argv);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return 2;
  }
  const values = readSettings(settings, { GATEHOUSE_DATA_DIR: './data-large', ...process.env });
  const logger = createLogger({ name: 'gatehouse', level: 'warn' });
  const surroundings = { clock: systemClock, random: systemRandom, logger };
  const house = await openHouse(values, surroundings, 'http://localhost:4600');
  try {
    if (!(await demoIsThere(house))) {
      process.stderr.write(`${values.dataDir} holds something else than a demo: choose another folder.\n`);
      return 1;
    }
    const begun = house.clock.now();
    const more = await loadLarge(house, sizes, emailsOf(), reporter(house));
    const seconds = Math.round((house.clock.now() - begun) / 1_000);
    say(more ? `Done in ${seconds} s.` : 'Everything is there already: nothing was changed.');
    say(
      `GATEHOUSE_DATA_DIR=${values.dataDir} npm start  shows it to ${emailsOf().keeper}, its administrator.`,
    );
    return 0;
  } finally {
    await house.database.close();
  }
}

/** The demo goes into an empty database only, as at a first start. */
async function demoIsThere(house: House): Promise<boolean> {
  const { dataDir } = house.settings;
  if ((await readDemoFile(dataDir)) !== undefined) return true;
  const anybody = await house.database.read((tx) =>
    tx.selectFrom('people').select('id').limit(1).executeTakeFirst(),
  );
  if (anybody !== undefined) return false;
  await writeDemoFile(dataDir, await loadDemo(house));
  return true;
}

/** Who runs the demo's first company runs this one too, and the next of it reads here. */
function emailsOf(): { readonly keeper: string; readonly reader: string } {
  const [keeper, reader] = (companies[0]?.members ?? []).map(({ person }) =>
    people.find(({ key }) => key === person),
  );
  if (keeper === undefined || reader === undefined)
    throw new Error('The demo has nobody who could run a company, or read in it.');
  return { keeper: keeper.email, reader: reader.email };
}

/** A line every two seconds, and one for the end of each kind. */
function reporter({ clock }: House): (progress: Progress) => void {
  let since: { what: string; done: number; at: number } | undefined;
  let last = 0;
  return (progress) => {
    const now = clock.now();
    if (since?.what !== progress.what) since = { what: progress.what, done: progress.done, at: now };
    if (now - last < 2_000 && progress.done < progress.of) return;
    last = now;
    say(progressLine(progress, { done: since.done, milliseconds: now - since.at }));
  };
}
