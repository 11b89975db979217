import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoFile } from '../../packages/platform/src/demo/demo-file.ts';
import { signInByForm } from '../../packages/platform/src/testing/sign-in-by-form.ts';
import { type Child, startChild } from './child.ts';
import { codeFlow, type Pair } from './code-flow.ts';
import type { Grounds, System } from './system.ts';

/** What a limit is set to that no run reaches: a limited call would be answered 429, and fail the run. */
const noLimit = '1000000000';

/** The platform as `npm start` runs it, on its default storage, with the demo in a folder of its own. */
export async function startGatehouse(chains: number): Promise<System & { readonly demo: DemoFile }> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-platform-'));
  const child = startChild(new URL('../../packages/platform/src/main.ts', import.meta.url), [], {
    GATEHOUSE_PORT: '0',
    GATEHOUSE_HOST: '127.0.0.1',
    GATEHOUSE_DATA_DIR: folder,
    GATEHOUSE_LOG_LEVEL: 'warn',
    GATEHOUSE_DEMO: 'on',
    GATEHOUSE_HOURLY_LIMIT: noLimit,
    GATEHOUSE_SPIKE_LIMIT: noLimit,
  });
  const stop = async () => {
    await child.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await groundsOf(child, folder, chains)), name: 'gatehouse', pid: child.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function groundsOf(
  child: Child,
  folder: string,
  chains: number,
): Promise<Grounds & { readonly demo: DemoFile }> {
  const [, url = ''] = await child.line(/Gatehouse is up: (\S+)/);
  const demo = JSON.parse(await readFile(join(folder, 'demo.json'), 'utf8')) as DemoFile;
  const person = demo.people.find(({ email }) => email.startsWith('jim@'));
  const company = demo.companies.find(({ environment }) => environment === 'production');
  const project = company?.projects[0];
  // The one app of the demo that may use all three grants.
  const app = demo.apps.find((one) => one.name === 'Nightly Report' && one.environment === 'production');
  if (!person || !company || !project || !app) throw new Error('The demo has not who is needed here.');

  const client = { id: app.clientId, secret: app.clientSecret };
  const browser = await signInByForm(url, person);
  const pairs: Pair[] = [];
  for (let chain = 0; chain < chains; chain += 1) pairs.push(await codeFlow(url, browser, client));
  return {
    demo,
    url,
    client,
    accessToken: pairs[0]?.access_token ?? '',
    refreshTokens: pairs.map(({ refresh_token }) => refresh_token),
    paths: {
      token: '/oauth/token',
      introspection: '/oauth/introspect',
      listing: `/rest/v1.0/folders?project_id=${project.id}`,
    },
    listingHeaders: { 'procore-company-id': String(company.id) },
    introspectionBy: 'form',
  };
}
