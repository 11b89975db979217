import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setOAuthStage } from '../testing/oauth-clients.ts';

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

  it('names only commands that exist', async () => {
    const readme = await readFile(`${root}README.md`, 'utf8');
    const { scripts } = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
    const named = [...readme.matchAll(/npm (?:run )?(start|test|[a-z]+)\b/g)].map(([, name]) => name ?? '');
    assert.ok(named.length >= 4);
    for (const name of named) assert.ok(name in scripts, `npm run ${name}`);
  });
});
