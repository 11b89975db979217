import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, readSettings, systemClock, systemRandom } from '@gatehouse/service';
import { settings } from '../../settings.ts';
import { startPlatform } from '../../start.ts';
import { type DemoFile, readDemoFile } from '../demo-file.ts';

/** A running Gatehouse with its demo. */
export interface Stage extends AsyncDisposable {
  readonly demo: DemoFile;
  /** Said in the title: where it runs, and whether it is there for the tour alone. */
  readonly about: string;
}

/** The tour has nowhere to go; the message says what would help. */
export class NoStage extends Error {
  override readonly name = 'NoStage';
}

/**
 * The server at `url`; without one the server of this folder's data, if it runs; else one of our own on a temporary
 * folder. A server elsewhere is no use: the people and secrets of its demo are in its demo.json.
 * @throws NoStage
 */
export async function findStage(url: string | undefined, env: NodeJS.ProcessEnv): Promise<Stage> {
  const { dataDir } = readSettings({ dataDir: settings.dataDir }, env);
  const demo = await readDemoFile(dataDir);
  if (url === undefined) {
    return demo !== undefined && (await isServing(demo.platformUrl)) ? running(demo) : await ownStage();
  }
  const origin = URL.canParse(url) ? new URL(url).origin : undefined;
  if (origin === undefined) throw new NoStage(`${url} is no address.`);
  if (demo === undefined)
    throw new NoStage(
      `There is no demo.json in ${dataDir}. Set GATEHOUSE_DATA_DIR to the data folder of the server.`,
    );
  if (demo.platformUrl !== origin)
    throw new NoStage(`The demo.json in ${dataDir} is of ${demo.platformUrl}, not of ${origin}.`);
  if (!(await isServing(origin))) throw new NoStage(`Nothing answers at ${origin}. Start it: npm start`);
  return running(demo);
}

function running(demo: DemoFile): Stage {
  return { demo, about: demo.platformUrl, [Symbol.asyncDispose]: async () => {} };
}

async function isServing(origin: string): Promise<boolean> {
  return await fetch(`${origin}/readyz`).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );
}

async function ownStage(): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-tour-'));
  const logger = createLogger({ name: 'gatehouse', level: 'warn' });
  const values = readSettings(settings, { GATEHOUSE_PORT: '0', GATEHOUSE_DATA_DIR: dataDir });
  const platform = await startPlatform(values, { clock: systemClock, random: systemRandom, logger });
  if (platform.demo === undefined) throw new Error('A new Gatehouse came without its demo.');
  return {
    demo: platform.demo,
    about: `${platform.house.issuer}, started for this tour`,
    async [Symbol.asyncDispose]() {
      await platform.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
