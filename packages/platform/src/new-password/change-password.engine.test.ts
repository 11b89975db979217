import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newestMailTo } from '../testing/mail-links.ts';
import { type FormBrowser, hiddenField, openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

let platform: TestPlatform;
before(async () => {
  platform = await startPlatform();
});
after(() => platform.close());

const password = 'nine lanterns on a pier';

function person(name: string) {
  const found = platform.demo.people.find((each) => each.name === name);
  assert.ok(found);
  return found;
}

async function change(browser: FormBrowser, current: string, fields: Readonly<Record<string, string>> = {}) {
  const page = await (await browser.get('/password')).text();
  const csrf = hiddenField(page, 'csrf');
  const typed = { csrf, current_password: current, password, password_again: password, ...fields };
  const response = await browser.post('/password', typed);
  return { status: response.status, location: response.headers.get('location'), page: await response.text() };
}

const isIn = async (browser: FormBrowser) => (await browser.get('/manage/v1/session')).status === 200;

test('whoever knows the password chooses another: other browsers are out, this one has a new session, a mail tells of it', async () => {
  const jim = person('Jim Carter');
  const [here, there] = [await signInByForm(platform.url, jim), await signInByForm(platform.url, jim)];
  const cookies = here.cookies();
  const done = await change(here, jim.password);
  assert.deepEqual([done.status, done.location], [303, '/password?done=1']);
  assert.match(await (await here.get('/password?done=1')).text(), /Your password was changed/);
  assert.deepEqual([await isIn(here), await isIn(there)], [true, false]);
  const old = await fetch(new URL('/manage/v1/session', platform.url), { headers: { cookie: cookies } });
  assert.equal(old.status, 401, 'the cookie from before opens nothing');
  assert.equal((await newestMailTo(platform, jim.email)).kind, 'new_password.done');
  await assert.rejects(signInByForm(platform.url, jim));
  await signInByForm(platform.url, { email: jim.email, password });
});

test('a session alone changes nothing: the current password is asked, its guesses slow down, forms from elsewhere fail', async () => {
  using _ = platform.clock.still();
  const ana = person('Ana Torres');
  const browser = await signInByForm(platform.url, ana);
  assert.equal((await change(browser, ana.password, { csrf: 'x' })).status, 403);
  assert.equal(
    (await change(browser, ana.password, { password: 'short', password_again: 'short' })).status,
    422,
  );
  assert.equal((await change(browser, ana.password, { password_again: 'another' })).status, 422);
  for (let turn = 0; turn < 6; turn += 1) {
    const wrong = await change(browser, 'a wrong guess');
    assert.equal(wrong.status, 422);
    assert.match(wrong.page, /not your current password/);
  }
  assert.equal((await change(browser, ana.password)).status, 429);
  await signInByForm(platform.url, ana);
});

test('of two changes at once, one is made', async () => {
  const lucia = person('Lucía Ramírez');
  const browsers = [await signInByForm(platform.url, lucia), await signInByForm(platform.url, lucia)];
  const answers = await Promise.all(
    browsers.map((browser, place) => {
      const own = `${place} lanterns on a pier`;
      return change(browser, lucia.password, { password: own, password_again: own });
    }),
  );
  const made = answers.filter(({ location }) => location === '/password?done=1');
  assert.equal(made.length, 1, JSON.stringify(answers.map(({ status, location }) => [status, location])));
});

test('who is not signed in is sent to sign in, and comes back', async () => {
  const response = await openFormBrowser(platform.url).get('/password');
  assert.equal(response.status, 303);
  assert.match(response.headers.get('location') ?? '', /^\/sign-in\?return_to=/);
});

test('a new password lets nobody stay for longer than they were let in', async () => {
  const sam = person('Sam Okafor');
  const browser = await signInByForm(platform.url, sam);
  const hour = 3_600_000;
  platform.clock.advance(platform.house.settings.sessionTtl - hour);
  assert.equal((await change(browser, sam.password)).status, 303);
  assert.equal(await isIn(browser), true);
  platform.clock.advance(hour + 1);
  assert.equal(await isIn(browser), false);
});
