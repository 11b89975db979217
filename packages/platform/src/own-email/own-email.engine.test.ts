import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isSignedIn } from '../testing/authenticator.ts';
import { countMailsTo, newestMailTo } from '../testing/mail-links.ts';
import { type FormBrowser, hiddenField, openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

let platform: TestPlatform;
before(async () => {
  platform = await startPlatform();
});
after(() => platform.close());

function person(name: string) {
  const found = platform.demo.people.find((each) => each.name === name);
  assert.ok(found);
  return found;
}
async function post(browser: FormBrowser, path: string, fields: Readonly<Record<string, string>> = {}) {
  const csrf = hiddenField(await (await browser.get('/prove-it-is-you')).text(), 'csrf');
  const response = await browser.post(path, { csrf, ...fields });
  return { status: response.status, location: response.headers.get('location'), page: await response.text() };
}
const linkTo = async (address: string) => new URL((await newestMailTo(platform, address)).link).pathname;

test('whoever reads the new address signs in with it from then on; sessions stay, and the old address is told', async () => {
  const jim = person('Jim Carter');
  const [here, there] = [await signInByForm(platform.url, jim), await signInByForm(platform.url, jim)];
  const wanted = 'jim.carter@new.example';
  assert.equal(
    (await post(here, '/email', { email: ` ${wanted.toUpperCase()} ` })).location,
    '/email?done=sent',
  );
  assert.equal((await newestMailTo(platform, wanted)).kind, 'new_email.link');
  const path = await linkTo(wanted);
  await signInByForm(platform.url, jim);
  const page = await (await here.get(path)).text();
  assert.match(page, /jim\.carter@new\.example/);
  await signInByForm(platform.url, jim);

  const outcomes = await Promise.all([post(here, path), post(there, path)]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), [303, 410], 'a link changes it once');
  assert.deepEqual([await isSignedIn(here), await isSignedIn(there)], [true, true]);
  assert.equal((await newestMailTo(platform, jim.email)).kind, 'new_email.changed');
  await assert.rejects(signInByForm(platform.url, jim));
  await signInByForm(platform.url, { ...jim, email: wanted });
  const row = await platform.house.database.read((tx) =>
    tx.selectFrom('people').select('email_proven_at').where('email', '=', wanted).executeTakeFirstOrThrow(),
  );
  assert.ok(row.email_proven_at !== null);
});

test('a link is of no use to whoever else reads it, too late, or without a fresh proof', async () => {
  const ana = person('Ana Torres');
  const browser = await signInByForm(platform.url, ana);
  const wanted = 'ana@mistyped.example';
  await post(browser, '/email', { email: wanted });
  const path = await linkTo(wanted);
  const stranger = openFormBrowser(platform.url);
  assert.match((await stranger.get(path)).headers.get('location') ?? '', /^\/sign-in/);
  const reader = await signInByForm(platform.url, person('Lucía Ramírez'));
  assert.equal((await reader.get(path)).status, 410);
  assert.equal((await post(reader, path)).status, 410);
  assert.equal((await browser.post(path, { csrf: 'x' })).status, 403);
  platform.clock.advance(11 * 60_000);
  assert.match((await browser.get(path)).headers.get('location') ?? '', /^\/prove-it-is-you/);
  assert.match((await post(browser, path)).location ?? '', /^\/prove-it-is-you/);
  assert.match((await browser.get('/email')).headers.get('location') ?? '', /^\/prove-it-is-you/);
  platform.clock.advance(50 * 60_000);
  const fresh = await signInByForm(platform.url, ana);
  assert.equal((await fresh.get(path)).status, 410, 'an hour is over');
  await signInByForm(platform.url, ana);
});

test('no answer tells which addresses have an account, and a mailbox is not filled', async () => {
  const browser = await signInByForm(platform.url, person('Ana Torres'));
  const taken = person('Lucía Ramírez').email;
  assert.equal((await post(browser, '/email', { email: taken })).location, '/email?done=sent');
  assert.equal((await newestMailTo(platform, taken)).kind, 'new_email.known');
  for (let turn = 0; turn < 5; turn += 1) await post(browser, '/email', { email: 'filled@new.example' });
  assert.equal(await countMailsTo(platform, 'filled@new.example'), 3);
  for (const email of ['', 'nobody', person('Ana Torres').email])
    assert.equal((await post(browser, '/email', { email })).status, 422, email);
});

test('an address that somebody took meanwhile stays theirs', async () => {
  // Mails that were asked for before slow nobody down any more.
  platform.clock.advance(61 * 60_000);
  const wanted = 'both@new.example';
  const browsers = [
    await signInByForm(platform.url, person('Ana Torres')),
    await signInByForm(platform.url, person('Lucía Ramírez')),
  ];
  const paths: string[] = [];
  for (const browser of browsers) {
    await post(browser, '/email', { email: wanted });
    paths.push(await linkTo(wanted));
  }
  const outcomes = await Promise.all(browsers.map((browser, place) => post(browser, paths[place] ?? '')));
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), [303, 410]);
});
