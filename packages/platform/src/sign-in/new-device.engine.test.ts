import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { typePassword } from '../testing/authenticator.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

let platform: TestPlatform;
before(async () => {
  platform = await startPlatform();
});
after(() => platform.close());

async function told(address: string): Promise<number> {
  const rows = await platform.house.database.read((tx) =>
    tx.selectFrom('mails').select('kind').where('address', '=', address).execute(),
  );
  return rows.filter(({ kind }) => kind === 'sign_in.new_device').length;
}

test('a browser in which somebody never signed in before is told of by mail, and only then', async () => {
  const [jim, ana] = ['Jim Carter', 'Ana Torres'].map(
    (name) => platform.demo.people.find((each) => each.name === name) ?? assert.fail(name),
  );
  assert.ok(jim && ana);
  const { browser } = await typePassword(platform, jim);
  assert.equal(await told(jim.email), 1);
  await typePassword(platform, jim, browser);
  assert.equal(await told(jim.email), 1, 'the same browser again');
  await typePassword(platform, ana, browser);
  assert.equal(await told(ana.email), 1, 'the same browser, somebody else');
  await typePassword(platform, { ...jim, password: 'a wrong one' });
  assert.equal(await told(jim.email), 1, 'nobody signed in');
  await typePassword(platform, jim);
  assert.equal(await told(jim.email), 2);
});
