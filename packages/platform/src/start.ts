import { type Clock, periodically, type Running, serve } from '@gatehouse/service';
import { compose } from './compose.ts';
import { databaseClock } from './database-clock.ts';
import { type DemoFile, readDemoFile, writeDemoFile } from './demo/demo-file.ts';
import { loadDemo } from './demo/load-demo.ts';
import type { House } from './house.ts';
import { openHouse, publicUrlOf, type Surroundings } from './open-house.ts';
import { cannotListen } from './refusals/cannot-listen.ts';
import { refuseExposure } from './refusals/refuse-exposure.ts';
import { createSetUpLink } from './set-up/set-up-link.ts';
import type { Settings } from './settings.ts';

export interface RunningPlatform extends Pick<Running, 'reloadCertificate'> {
  readonly house: House;
  readonly demo: DemoFile | undefined;
  /** The one-time link for the first administrator, where nobody is here yet. */
  readonly setUpLink: string | undefined;
  /** Drains, writes what was batched, and closes the database. */
  close(): Promise<void>;
}

/** From settings to a serving platform. Nothing is served before everything is open and migrated. */
export async function startPlatform(
  settings: Settings,
  surroundings: Surroundings,
): Promise<RunningPlatform> {
  const { publicUrl, port } = await publicUrlOf(settings);
  refuseExposure(settings, publicUrl);
  const house = await openHouse(settings, surroundings, publicUrl.origin);
  try {
    const { clock, stop } = await timeOf(house, surroundings);
    const running = await serveHouse({ ...house, clock }, publicUrl, port);
    const close = async () => {
      await stop();
      await running.close();
    };
    return { ...running, close };
  } catch (error) {
    await house.database.close();
    throw error;
  }
}

/** Nodes that share a database share its time; SQLite is shared by nobody but this machine. */
async function timeOf(
  house: House,
  { ticks }: Surroundings,
): Promise<{ readonly clock: Clock; stop(): Promise<void> }> {
  const { database, clock: own } = house;
  if (ticks === undefined || database.engine === 'sqlite') return { clock: own, stop: async () => {} };
  const clock = await databaseClock(database, ticks);
  const { stop } = periodically(house, 'the time of the database', 10_000, () => clock.adjust());
  return { clock, stop };
}

async function serveHouse(house: House, publicUrl: URL, port: number): Promise<RunningPlatform> {
  const { host, tlsTerminatedByProxy } = house.settings;
  const demo = await firstStart(house);
  const setUpLink = demo === undefined ? await createSetUpLink(house) : undefined;
  const { server, stop } = await compose(house, publicUrl);
  const running = await serve(server, { host, port, tlsTerminatedByProxy }).catch(async (error: unknown) => {
    await stop();
    throw cannotListen(error, host, port);
  });
  const close = async () => {
    await running.close();
    await stop();
    await house.database.close();
  };
  return { house, demo, setUpLink, reloadCertificate: running.reloadCertificate, close };
}

/**
 * The demo goes into an empty database only, and its file is written before the first answer. Where it was loaded
 * earlier the file is read back; its address is brought up to date, for the port may have changed.
 */
async function firstStart(house: House): Promise<DemoFile | undefined> {
  const known = await readDemoFile(house.settings.dataDir);
  if (known !== undefined && known.platformUrl === house.issuer) return known;
  const demo = known ?? (house.settings.demo && (await isEmpty(house)) ? await loadDemo(house) : undefined);
  if (demo === undefined) return undefined;
  const current = { ...demo, platformUrl: house.issuer };
  await writeDemoFile(house.settings.dataDir, current);
  return current;
}

async function isEmpty(house: House): Promise<boolean> {
  const person = await house.database.read((tx) =>
    tx.selectFrom('people').select('id').limit(1).executeTakeFirst(),
  );
  return person === undefined;
}
