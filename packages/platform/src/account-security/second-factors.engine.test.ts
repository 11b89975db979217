import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type Authenticator,
  addAuthenticator,
  isSignedIn,
  toNextStep,
  typeCode,
  typePassword,
} from '../testing/authenticator.ts';
import { newestMailTo } from '../testing/mail-links.ts';
import { type FormBrowser, hiddenField, openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

let platform: TestPlatform;
before(async () => {
  platform = await startPlatform();
});
after(() => platform.close());

const minute = 60_000;
function person(name: string) {
  const found = platform.demo.people.find((each) => each.name === name);
  assert.ok(found);
  return found;
}
async function events(event: string): Promise<number> {
  const rows = await platform.house.database.read((tx) =>
    tx.selectFrom('audit_events').select('event').execute(),
  );
  return rows.filter((row) => row.event === event).length;
}
async function post(browser: FormBrowser, path: string, fields: Readonly<Record<string, string>> = {}) {
  const page = await (await browser.get('/prove-it-is-you')).text();
  const response = await browser.post(path, { csrf: hiddenField(page, 'csrf'), ...fields });
  return { status: response.status, location: response.headers.get('location'), page: await response.text() };
}

describe('an authenticator app (RFC 6238)', () => {
  const jim = () => person('Jim Carter');
  let home: FormBrowser;
  let app: Authenticator;
  let elsewhere: FormBrowser;
  before(async () => {
    home = await signInByForm(platform.url, jim());
    elsewhere = await signInByForm(platform.url, jim());
    toNextStep(platform);
    app = await addAuthenticator(platform, home);
    assert.equal(app.recoveryCodes.length, 10);
    assert.deepEqual([await isSignedIn(home), await isSignedIn(elsewhere)], [true, false]);
    assert.equal((await newestMailTo(platform, jim().email)).kind, 'factor.app_added');
  });

  it('is asked for after the password, which alone opens nothing', async () => {
    const { browser, location } = await typePassword(platform, jim());
    assert.equal(location, '/sign-in/second-step');
    assert.equal(await isSignedIn(browser), false);
    assert.match(browser.cookies(), /__Host-gatehouse-first-step=/);
    assert.doesNotMatch(browser.cookies(), /__Host-gatehouse-(session|device)=/);
  });

  it('lets in once by each code, on either side of now, and never by the code that set it up', async () => {
    const { browser } = await typePassword(platform, jim());
    assert.equal((await typeCode(browser, app.firstCode)).status, 422, 'it set the app up');
    toNextStep(platform);
    assert.deepEqual((await typeCode(browser, app.code(1))).location, '/');
    assert.equal(await isSignedIn(browser), true);
    const again = await typePassword(platform, jim());
    assert.equal((await typeCode(again.browser, app.code(1))).status, 422);
    assert.equal((await typeCode(again.browser, app.code(0))).status, 422, 'earlier than the last one');
    platform.clock.advance(2 * minute);
    toNextStep(platform);
    assert.equal((await typeCode(again.browser, app.code(-2))).status, 422);
    assert.equal((await typeCode(again.browser, app.code(-1))).location, '/');
  });

  it('of one code brought to two nodes at once, one is let in', async () => {
    platform.clock.advance(2 * minute);
    const node = await platform.startNode();
    const both = [platform, { ...platform, url: node.house.issuer }];
    const browsers = await Promise.all(both.map((at) => typePassword(at, jim())));
    const code = app.code();
    const answers = await Promise.all(browsers.map(({ browser }) => typeCode(browser, code)));
    assert.deepEqual(answers.map(({ location }) => location).sort(), ['/', null]);
  });

  it('is no use to whoever did not type the password, or typed one that was changed since', async () => {
    const stranger = openFormBrowser(platform.url);
    assert.match((await stranger.get('/sign-in/second-step')).headers.get('location') ?? '', /^\/sign-in/);
    const { browser } = await typePassword(platform, jim());
    const hash = (set: (old: string) => string) =>
      platform.house.database.write(async (tx) => {
        const { password_hash: old } = await tx
          .selectFrom('people')
          .select('password_hash')
          .where('email', '=', jim().email)
          .executeTakeFirstOrThrow();
        await tx
          .updateTable('people')
          .set({ password_hash: set(old ?? '') })
          .where('email', '=', jim().email)
          .execute();
      });
    await hash((old) => `${old}changed`);
    platform.clock.advance(minute);
    assert.match((await typeCode(browser, app.code())).location ?? '', /^\/sign-in/);
    await hash((old) => old.replace('changed', ''));
    platform.clock.advance(11 * minute);
    assert.match((await typeCode(browser, app.code())).location ?? '', /^\/sign-in/, 'ten minutes are over');
  });

  it('recovery codes let in once each, and are told of by mail', async () => {
    const [first = '', second = ''] = app.recoveryCodes;
    const browsers = [
      (await typePassword(platform, jim())).browser,
      (await typePassword(platform, jim())).browser,
    ];
    const answers = await Promise.all(browsers.map((browser) => typeCode(browser, first)));
    assert.deepEqual(answers.map(({ location }) => location).sort(), ['/', null]);
    const mail = await newestMailTo(platform, jim().email);
    assert.equal(mail.kind, 'factor.recovery_code_used');
    const third = await typePassword(platform, jim());
    assert.equal((await typeCode(third.browser, second.replaceAll(' ', '-'))).location, '/');
    const page = await (await third.browser.get('/second-factor')).text();
    assert.match(page, /Codes that are left: 8/);
  });

  it('guesses slow down for everybody together but the person’s own browsers, and the person is told', async () => {
    using _ = platform.clock.still();
    platform.clock.advance(2 * minute);
    const before = await events('person.second_factor_failed');
    const stranger = (await typePassword(platform, jim())).browser;
    for (let turn = 0; turn < 6; turn += 1)
      assert.equal((await typeCode(stranger, '000000')).status, 422, String(turn));
    assert.equal((await newestMailTo(platform, jim().email)).kind, 'factor.guessed');
    const slowed = await typeCode((await typePassword(platform, jim())).browser, app.code());
    assert.equal(slowed.status, 429, 'another browser has the same count');
    assert.equal(await events('person.second_factor_failed'), before + 6);
    const own = (await typePassword(platform, jim(), home)).browser;
    assert.equal((await typeCode(own, app.code())).location, '/');
    const older = (await typePassword(platform, jim(), elsewhere)).browser;
    assert.equal((await typeCode(older, '000000')).status, 429, 'it was known before there was a factor');
    const twenty = (await typePassword(platform, jim())).browser;
    platform.clock.advance(2000);
    const many = await Promise.all(Array.from({ length: 20 }, () => typeCode(twenty, '000000')));
    assert.equal(many.filter(({ status }) => status === 422).length, 1, 'twenty at once are one');
    assert.equal((await typeCode(twenty, 'abc')).status, 422);
    platform.clock.advance(24 * 60 * minute);
  });

  it('a forgotten password does not get past it', async () => {
    const browser = openFormBrowser(platform.url);
    const asked = await (await browser.get('/new-password')).text();
    await browser.post('/new-password', {
      csrf: hiddenField(asked, 'csrf'),
      return_to: '',
      email: jim().email,
    });
    const { link } = await newestMailTo(platform, jim().email);
    const path = new URL(link).pathname;
    const page = await (await browser.get(path)).text();
    const password = 'nine lanterns on a pier';
    const set = await browser.post(path, {
      csrf: hiddenField(page, 'csrf'),
      password,
      password_again: password,
    });
    assert.equal(set.headers.get('location'), '/sign-in?password_set=1');
    const { location } = await typePassword(platform, { ...jim(), password }, browser);
    assert.equal(location, '/sign-in/second-step');
    assert.equal(await isSignedIn(browser), false);
    assert.equal((await typeCode(browser, app.code())).location, '/');

    platform.clock.advance(11 * minute);
    const unproven = await post(browser, '/second-factor/app/removal');
    assert.match(unproven.location ?? '', /^\/prove-it-is-you\?return_to=/);
    const ask = await (await browser.get(unproven.location ?? '')).text();
    const returnTo = new URLSearchParams(unproven.location?.split('?')[1]).get('return_to') ?? '';
    const fields = { csrf: hiddenField(ask, 'csrf'), return_to: returnTo, password };
    const prove = async (more: Readonly<Record<string, string>>) => {
      const response = await browser.post('/prove-it-is-you', { ...fields, ...more });
      await response.text();
      return [response.status, response.headers.get('location')];
    };
    assert.deepEqual(await prove({ password: 'another one', code: app.code() }), [422, null]);
    assert.deepEqual(await prove({ code: '' }), [422, null], 'the password alone proves nothing');
    assert.deepEqual(await prove({ code: '123456' }), [422, null]);
    assert.deepEqual(await prove({ code: app.code() }), [303, '/second-factor']);
    const renewed = await post(browser, '/second-factor/recovery-codes');
    assert.equal([...renewed.page.matchAll(/<li><code>/g)].length, 10);
    assert.equal((await post(browser, '/second-factor/app/removal')).location, '/second-factor?done=removed');
    assert.equal((await newestMailTo(platform, jim().email)).kind, 'factor.app_removed');
    assert.equal((await typePassword(platform, { ...jim(), password })).location, '/');
    const left = await platform.house.database.read((tx) =>
      tx.selectFrom('recovery_codes').select('id').execute(),
    );
    assert.deepEqual(left, []);
  });
});

describe('before there is a second factor', () => {
  it('it is added only with a code that came back, in the session it was shown to, by who has proven who they are', async () => {
    const ana = person('Ana Torres');
    const browser = await signInByForm(platform.url, ana);
    const page = await (await browser.get('/second-factor/app')).text();
    assert.match(page, /<img class="qr" src="data:image\/svg\+xml;base64,/);
    const enrolment = hiddenField(page, 'enrolment');
    const csrf = hiddenField(page, 'csrf');
    const wrong = await browser.post('/second-factor/app', { csrf, enrolment, code: '000000' });
    assert.equal(wrong.status, 422);
    assert.equal(hiddenField(await wrong.text(), 'enrolment'), enrolment, 'the same secret, to try again');
    const other = await signInByForm(platform.url, ana);
    const foreign = await post(other, '/second-factor/app', { enrolment, code: '000000' });
    assert.equal(foreign.location, '/second-factor/app');
    assert.equal((await browser.post('/second-factor/app', { csrf: 'x', enrolment, code: '1' })).status, 403);
    assert.equal((await typePassword(platform, ana)).location, '/');
    platform.clock.advance(10 * minute);
    assert.match(
      (await browser.get('/second-factor/app')).headers.get('location') ?? '',
      /^\/prove-it-is-you/,
    );
  });
});
