import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setOAuthStage } from '../testing/oauth-clients.ts';
import { startPlatform } from '../testing/start-platform.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../../', import.meta.url));

describe('the README', () => {
  it('shows code that runs as it stands, but for the address', async () => {
    const readme = await readFile(`${root}README.md`, 'utf8');
    const [, snippet = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
    assert.match(snippet, /http:\/\/localhost:4600/);
    await using stage = await setOAuthStage();
    const { accessToken } = await stage.pair();
    const program = [
      snippet.replaceAll('http://localhost:4600', stage.platform.url),
      'process.stdout.write(JSON.stringify(me));',
    ].join('\n');
    const { stdout } = await run(
      process.execPath,
      ['--input-type=module-typescript', '-e', `const accessToken = process.env.ACCESS_TOKEN;\n${program}`],
      { cwd: root, env: { ...process.env, ACCESS_TOKEN: accessToken } },
    );
    assert.equal(JSON.parse(stdout).login, 'jim@ridgeline.example');
  });

  it('shows a walk by curl that runs as it stands, but for the address, and ends with a dead token', async () => {
    const readme = await readFile(`${root}README.md`, 'utf8');
    const [, walk = ''] = /```sh\n(.*?)```/s.exec(readme) ?? [];
    assert.match(walk, /http:\/\/localhost:4600/);
    const platform = await startPlatform();
    try {
      const account = platform.demo.serviceAccounts.find(({ name }) => name === 'Site Scanner');
      const company = platform.demo.companies.find(({ id }) => id === account?.companyId);
      const project = company?.projects.find(({ name }) => name === 'Harbor Tower');
      assert.ok(account && company && project);
      const env = {
        PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
        CLIENT_ID: account.clientId,
        CLIENT_SECRET: account.clientSecret,
        COMPANY: String(company.id),
        PROJECT: String(project.id),
      };
      const program = [
        walk.replaceAll('http://localhost:4600', platform.url).replaceAll(/^call .+$/gm, '$&; echo'),
        'call -o /dev/null -w "%{http_code}" $GATEHOUSE/rest/v1.0/me',
      ].join('\necho\n');
      const { stdout } = await run('bash', ['-ec', program], { cwd: root, env });
      const [me = '', folders = ''] = stdout.split('\n');
      assert.equal(JSON.parse(me).name, 'Site Scanner');
      const names = JSON.parse(folders).folders.map(({ name }: { name: string }) => name);
      assert.ok(names.includes('Drawings'));
      assert.ok(stdout.includes(readme), 'what was uploaded comes back');
      assert.match(stdout, /\n401$/, 'the token is dead');
    } finally {
      await platform.close();
    }
  });

  it('names only commands that exist', async () => {
    const readme = await readFile(`${root}README.md`, 'utf8');
    const { scripts } = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
    const named = [...readme.matchAll(/npm (?:run )?([a-z:-]+)/g)].map(([, name]) => name ?? '');
    assert.ok(named.length >= 4);
    for (const name of named) assert.ok(name in scripts, `npm run ${name}`);
  });
});
