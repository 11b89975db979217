import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { addAuthenticator, isSignedIn, typePassword } from '../testing/authenticator.ts';
import { newestMailTo } from '../testing/mail-links.ts';
import { signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

let platform: TestPlatform;
before(async () => {
  platform = await startPlatform();
});
after(() => platform.close());

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** What an operator types on the machine. */
async function clear(email: string): Promise<{ readonly code: number; readonly said: string }> {
  const { databaseUrl = '', secretKeys = '' } = platform.house.settings;
  const env = {
    ...process.env,
    GATEHOUSE_DATA_DIR: platform.dataDir,
    GATEHOUSE_DATABASE_URL: databaseUrl,
    GATEHOUSE_SECRET_KEYS: secretKeys,
    GATEHOUSE_ISSUER: platform.url,
    GATEHOUSE_LOG_LEVEL: 'silent',
  };
  return await promisify(execFile)(process.execPath, [main, 'factors', 'clear', email], { env }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, said: error.stdout }),
  );
}

test('an operator takes the factors of a person away who has lost them: audited, told by mail, signed out', async () => {
  const ana = platform.demo.people.find(({ name }) => name === 'Ana Torres') ?? assert.fail();
  assert.deepEqual(await clear('nobody@nowhere.example'), {
    code: 1,
    said: 'Nobody signs in with this email.\n',
  });
  assert.match((await clear(ana.email)).said, /no second factor/);
  const browser = await signInByForm(platform.url, ana);
  await addAuthenticator(platform, browser);
  assert.equal((await typePassword(platform, ana)).location, '/sign-in/second-step');
  const { code, said } = await clear(ana.email.toUpperCase());
  assert.deepEqual([code, /are gone/.test(said)], [0, true], said);
  assert.equal(await isSignedIn(browser), false);
  assert.equal((await typePassword(platform, ana)).location, '/');
  assert.equal((await newestMailTo(platform, ana.email)).kind, 'factor.cleared');
  const rows = await platform.house.database.read((tx) =>
    tx
      .selectFrom('audit_events')
      .select(['actor_kind', 'details'])
      .where('event', '=', 'person.factors_cleared')
      .execute(),
  );
  assert.deepEqual(
    rows.map(({ actor_kind, details }) => [actor_kind, JSON.parse(details)]),
    [['system', { because: 'operator', factors: 1 }]],
  );
});
