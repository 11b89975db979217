import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { type FaultPoint, openDatabase, type Reader } from '@gatehouse/database';
import { type DemoFile, readDemoFile } from '../demo/demo-file.ts';
import type { Tables } from '../schema/tables.ts';
import { signInByForm } from '../testing/sign-in-by-form.ts';
import { chainsOf } from './chains.test-support.ts';
import type { Estate, PlatformProcess } from './platform-process.test-support.ts';
import { databaseFiles, filesIn, tablesOf } from './secret-hunt.test-support.ts';

const program = fileURLToPath(new URL('./dying-platform.test-support.ts', import.meta.url));
export const points: readonly FaultPoint[] = ['database.before-commit', 'database.after-commit'];

/** An estate whose platform dies where it is told to, and what is found there afterwards. */
export function killedAt(estate: Estate) {
  const signedIn = (platform: PlatformProcess, demo: DemoFile, who: string) => {
    const person = demo.people.find(({ email }) => email.startsWith(who)) ?? assert.fail(who);
    return signInByForm(platform.url, person);
  };
  /** What lies there, by a connection of our own. */
  async function stored<Result>(work: (tx: Reader<Tables>) => Promise<Result>): Promise<Result> {
    const database = await openDatabase<Tables>({ url: estate.databaseUrl });
    try {
      return await database.read(work);
    } finally {
      await database.close();
    }
  }
  return {
    signedIn,
    stored,
    async stage() {
      const platform = await estate.start({ GATEHOUSE_REFRESH_GRACE: '60s' }, { program });
      const demo = (await readDemoFile(estate.dataDir)) ?? assert.fail('there is no demo');
      const app = demo.apps.find(({ name }) => name === 'Safety App') ?? assert.fail();
      const browser = await signedIn(platform, demo, 'jim@');
      return { platform, demo, browser, chains: chainsOf(platform.url, app), app };
    },
    /** Sends what is to die, at the point. */
    async dies(platform: PlatformProcess, point: FaultPoint, send: () => Promise<unknown>) {
      await platform.armFor(point);
      await assert.rejects(send(), TypeError);
      await platform.died();
    },
    async countOf(event: string): Promise<number> {
      const rows = await stored((tx) =>
        tx.selectFrom('audit_events').select('id').where('event', '=', event).execute(),
      );
      return rows.length;
    },
    /** All that lies there, journals and half-written files among it. The demo shows its secrets by intent. */
    left: async () => [
      ...(await tablesOf(estate.databaseUrl)),
      ...(await databaseFiles(estate.databaseUrl)),
      ...(await filesIn(estate.dataDir, ['demo.json', 'secret.keys'])),
    ],
    families: () => stored((tx) => tx.selectFrom('token_families').selectAll().orderBy('id').execute()),
  };
}

/**
 * A chore may commit first, and take the process with it before the step was reached: then nothing of the step is
 * there, and it is tried again.
 */
export async function untilReached(point: FaultPoint, attempt: () => Promise<number>): Promise<void> {
  const happened = point === 'database.after-commit' ? 1 : 0;
  for (let tries = 1; ; tries += 1) {
    const moved = await attempt();
    assert.ok(moved === 0 || moved === happened, String(moved));
    if (moved === happened) return;
    assert.ok(tries < 5, 'the step was never reached');
  }
}
