import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrol, linkAccount, signInToLink, type TestInstall } from '../../packages/link/src/testing.ts';
import type { DemoFile } from '../../packages/platform/src/demo/demo-file.ts';
import { startChild } from '../systems/child.ts';

export interface RunningLink {
  readonly url: URL;
  readonly pid: number;
  /** A machine of somebody who has linked an account, and the link. */
  readonly install: TestInstall;
  readonly linkId: string;
  stop(): Promise<void>;
}

/** The link service as `npm start` runs it, on its default storage, in a process and a folder of its own. */
export async function startLink(gatehouseUrl: string, demo: DemoFile): Promise<RunningLink> {
  const person = demo.people.find(({ email }) => email.startsWith('jim@'));
  const app = demo.apps.find((one) => one.name === 'Gatehouse Link' && one.environment === 'production');
  if (!person || !app) throw new Error('The demo has not who is needed here.');
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-link-'));
  const program = new URL('../../packages/link/src/main.ts', import.meta.url);
  const env = {
    LINK_HOST: '127.0.0.1',
    LINK_PORT: String(await freePort()),
    LINK_DATA_DIR: join(folder, 'data'),
    LINK_KEY_FILE: join(folder, 'vault.keys'),
    LINK_GATEHOUSE_URL: gatehouseUrl,
    LINK_CLIENT_ID: app.clientId,
    LINK_CLIENT_SECRET: app.clientSecret,
    LINK_LOG_LEVEL: 'warn',
  };
  await startChild(program, ['keys', 'create'], env).line(/Made/);
  const child = startChild(program, ['serve'], env);
  const stop = async () => {
    await child.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const [, url = ''] = await child.line(/Link is up: (\S+)/);
    const known = await signInToLink(url, new URL(gatehouseUrl), person);
    const linkId = await linkAccount(known);
    const install = await enrol(known, url, { now: () => Date.now() });
    return { url: new URL(url), pid: child.pid, install, linkId, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
