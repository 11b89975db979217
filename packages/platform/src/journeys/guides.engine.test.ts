import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { signatureOf } from '../events/signature.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const guides = `${root}docs/guides/`;
const texts = `${root}packages/console/src/i18n/en/`;

describe('the guides', () => {
  let platform: TestPlatform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.close());

  it('build-an-app: the first call works with sandbox credentials, and reaches the sandbox alone', async () => {
    const [firstCall = ''] = await snippetsOf('build-an-app.md');
    const said = await runSnippet(firstCall, 'sandbox');
    assert.equal(said, 'Brightside Apps Sandbox / Sandbox Test Project\n');
    assert.equal(await runSnippet(firstCall, 'production'), 'Ridgeline Construction / Harbor Tower\n');
  });

  it('build-an-app: an event is known by its signature, and one that is old or changed is not', async () => {
    const [, check = ''] = await snippetsOf('build-an-app.md');
    const now = 1_800_000_000;
    const header = signatureOf('the secret', now, '{"event":"installed"}');
    const calls = [
      [header, '{"event":"installed"}', 'the secret', now * 1000],
      [header, '{"event":"uninstalled"}', 'the secret', now * 1000],
      [header, '{"event":"installed"}', 'another', now * 1000],
      [header, '{"event":"installed"}', 'the secret', (now + 301) * 1000],
      ['nonsense', '{"event":"installed"}', 'the secret', now * 1000],
    ];
    const asked = `for (const call of ${JSON.stringify(calls)}) console.log(isFromGatehouse(...call));`;
    const said = await runSnippet(`${check}\n${asked}`, 'sandbox');
    assert.deepEqual(said.trim().split('\n'), ['true', 'false', 'false', 'false', 'false']);
  });

  it('service-accounts: a token by client credentials lists the companies that installed the app', async () => {
    const [ask = ''] = await snippetsOf('service-accounts.md');
    const ridgeline = platform.demo.companies[0];
    assert.equal(await runSnippet(ask, 'production'), `${ridgeline?.id} ${ridgeline?.name}\n`);
  });

  it('names no button, page or choice that the console does not have', async () => {
    const catalogue = new Set<string>();
    for (const name of await readdir(texts))
      for (const [, text = ''] of (await readFile(texts + name, 'utf8')).matchAll(/'[\w.]+':\s*'([^']*)'/g))
        catalogue.add(text);
    const said = new Set(['Try it.', 'for people', 'for itself']);
    for (const name of await readdir(guides))
      for (const [, bold = ''] of (await readFile(guides + name, 'utf8')).matchAll(/\*\*([^*]+)\*\*/g)) {
        const label = bold.replace(/\s+/g, ' ');
        assert.ok(catalogue.has(label) || said.has(label), `${name}: **${label}**`);
      }
  });

  async function runSnippet(code: string, environment: 'sandbox' | 'production'): Promise<string> {
    const app = platform.demo.apps.find(
      (each) => each.name === 'Nightly Report' && each.environment === environment,
    );
    assert.ok(app);
    const program = code.replaceAll('http://localhost:4600', platform.url);
    const env = { PATH: process.env.PATH, CLIENT_ID: app.clientId, CLIENT_SECRET: app.clientSecret };
    const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '-e', program], {
      cwd: root,
      env,
    });
    return stdout;
  }
});

async function snippetsOf(name: string): Promise<string[]> {
  const guide = await readFile(guides + name, 'utf8');
  return Array.from(guide.matchAll(/```ts\n(.*?)```/gs), ([, code = '']) => code);
}
