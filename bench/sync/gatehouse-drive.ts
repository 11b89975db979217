import { chmod, cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startGatehouse } from '../systems/gatehouse.ts';
import type { System } from '../systems/system.ts';
import { taken } from './command.ts';
import type { Contestant, Sent } from './contestant.ts';

const main = fileURLToPath(new URL('../../packages/drive/src/main.mjs', import.meta.url));

/** Drive as its command runs, against a Gatehouse as `npm start` runs it. */
export const gatehouseDrive: Contestant = {
  name: 'Drive to Gatehouse',
  missing: () => undefined,
  async open(source, room) {
    const system = await startGatehouse(1);
    const token = join(room, 'token');
    await writeFile(token, system.accessToken, { mode: 0o600 });
    await chmod(token, 0o600);
    const company = system.listingHeaders['procore-company-id'] ?? '';
    const project = new URL(system.paths.listing, system.url).searchParams.get('project_id') ?? '';
    const drive = async (home: string, ...args: string[]): Promise<Sent> => {
      const env = {
        DRIVE_HOME: join(room, home),
        DRIVE_TOKEN_FILE: token,
        DRIVE_URL: system.url,
        DRIVE_COMPANY: company,
        DRIVE_PROJECT: project,
      };
      await mkdir(env.DRIVE_HOME, { recursive: true });
      const before = await callsLeft(system);
      const spent = await taken([process.execPath, '--max-semi-space-size=4', main, ...args, '--json'], env, [
        system.pid,
      ]);
      return { ...spent, requests: before - (await callsLeft(system)) - 1 };
    };
    const [mine, other] = [join(room, 'mine'), join(room, 'other')];
    const inside = (mount: string) => join(mount, basename(source));
    await drive('home', 'mount', mine, '--all');
    // As `login` has run on either machine: what Node makes of the modules is kept from then on.
    await drive('other-home', 'whoami');
    await cp(source, inside(mine), { recursive: true });
    return {
      up: () => drive('home', 'sync', mine),
      again: () => drive('home', 'sync', mine),
      down: async () => ({
        ...(await drive('other-home', 'mount', other, '--all')),
        folder: inside(other),
      }),
      close: () => system.stop(),
    };
  },
};

/** Every answer says how many calls the app has left in this hour. */
async function callsLeft({ url, accessToken }: System): Promise<number> {
  const response = await fetch(new URL('/rest/v1.0/me', url), {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  await response.body?.cancel();
  return Number(response.headers.get('x-rate-limit-remaining'));
}
