import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isSignedIn, typeCode, typePassword } from '../testing/authenticator.ts';
import { newestMailTo } from '../testing/mail-links.ts';
import { type FormBrowser, hiddenField, openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import {
  questionOn,
  type SoftwarePasskey,
  softwarePasskey,
  type Twist,
} from '../testing/software-passkey.ts';
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
async function eventsOf(event: string): Promise<number> {
  const rows = await platform.house.database.read((tx) =>
    tx.selectFrom('audit_events').select('event').execute(),
  );
  return rows.filter((row) => row.event === event).length;
}
async function post(browser: FormBrowser, path: string, fields: Readonly<Record<string, string>>) {
  const response = await browser.post(path, { return_to: '', ...fields });
  return { status: response.status, location: response.headers.get('location'), page: await response.text() };
}
async function add(browser: FormBrowser, key: SoftwarePasskey, twist: Twist = {}, name = 'My phone') {
  const page = await (await browser.get('/second-factor/passkey')).text();
  const { options, fields } = questionOn(page, '/second-factor/passkey');
  return await post(browser, '/second-factor/passkey', {
    ...fields,
    name,
    response: key.create(options, twist),
  });
}
/** Shows a key on the sign-in page of a browser that nobody is signed in to. */
async function show(key: SoftwarePasskey, twist: Twist = {}, browser = openFormBrowser(platform.url)) {
  const page = await (await browser.get('/sign-in?again=1')).text();
  const { options, fields } = questionOn(page, '/sign-in/passkey');
  const sent = { ...fields, response: key.get(options, twist) };
  return { ...(await post(browser, '/sign-in/passkey', sent)), browser, sent };
}

describe('a passkey', () => {
  const jim = () => person('Jim Carter');
  let key: SoftwarePasskey;
  let home: FormBrowser;
  before(async () => {
    key = softwarePasskey(platform.url);
    home = await signInByForm(platform.url, jim());
    const elsewhere = await signInByForm(platform.url, jim());
    for (const twist of [
      { origin: 'https://evil.example' },
      { rpId: 'evil.example' },
      { challenge: 'AAAA' },
      { type: 'webauthn.get' },
      { verified: false },
    ])
      assert.equal((await add(home, key, twist)).status, 422, JSON.stringify(twist));
    assert.equal((await add(home, key, {}, ' ')).status, 422, 'it needs a name');
    const added = await add(home, key);
    assert.equal(added.status, 200);
    assert.equal([...added.page.matchAll(/<li><code>/g)].length, 10);
    assert.equal((await newestMailTo(platform, jim().email)).kind, 'factor.passkey_added');
    assert.deepEqual([await isSignedIn(home), await isSignedIn(elsewhere)], [true, false]);
    assert.match(await (await home.get('/second-factor')).text(), /My phone/);
  });

  it('is added once, to one person', async () => {
    assert.equal((await add(home, key)).status, 422);
    const ana = await signInByForm(platform.url, person('Ana Torres'));
    assert.equal((await add(ana, key)).status, 422);
  });

  it('signs in without a password, and each answer once', async () => {
    const { location, browser, sent } = await show(key);
    assert.equal(location, '/');
    assert.equal(await isSignedIn(browser), true);
    const other = openFormBrowser(platform.url);
    const page = await (await other.get('/sign-in')).text();
    const again = await post(other, '/sign-in/passkey', { ...sent, csrf: hiddenField(page, 'csrf') });
    assert.equal(again.status, 422, 'the challenge is used up');
    const session = await platform.house.database.read((tx) =>
      tx.selectFrom('sessions').select('methods').orderBy('created_at', 'desc').executeTakeFirstOrThrow(),
    );
    assert.equal(session.methods, 'hwk user mfa');
  });

  it('proves nothing to a false page, without its person, for another question, or by a forged signature', async () => {
    const before = await eventsOf('person.sign_in_failed');
    const twists: Twist[] = [
      { origin: 'https://evil.example' },
      { rpId: 'evil.example' },
      { challenge: 'AAAA' },
      { type: 'webauthn.create' },
      { verified: false },
      { signature: 'AAAA' },
    ];
    for (const twist of twists) assert.equal((await show(key, twist)).status, 422, JSON.stringify(twist));
    assert.equal((await show(softwarePasskey(platform.url))).status, 422, 'nobody knows it');
    assert.equal(await eventsOf('person.sign_in_failed'), before + twists.length + 1);
    const browser = openFormBrowser(platform.url);
    const { fields } = questionOn(await (await browser.get('/sign-in')).text(), '/sign-in/passkey');
    for (const response of ['', 'null', '[]', '{"id":1}', `{"id":"${key.id}"}`, '{"id":"x","response":{}}'])
      assert.equal((await post(browser, '/sign-in/passkey', { ...fields, response })).status, 422, response);
    assert.equal(
      (await post(browser, '/sign-in/passkey', { ...fields, csrf: 'x', response: '' })).status,
      403,
    );
  });

  it('of one answer brought eight times at once, one is let in', async () => {
    const browser = openFormBrowser(platform.url);
    const { options, fields } = questionOn(await (await browser.get('/sign-in')).text(), '/sign-in/passkey');
    const cookie = browser.cookies();
    const response = key.get(options);
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const sent = await fetch(new URL('/sign-in/passkey', platform.url), {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie, origin: platform.url, 'sec-fetch-site': 'same-origin' },
          body: new URLSearchParams({ return_to: '', ...fields, response }),
        });
        await sent.text();
        return sent.status;
      }),
    );
    assert.deepEqual(answers.sort(), [303, 422, 422, 422, 422, 422, 422, 422]);
  });

  it('that counts backwards lets nobody in, and that is noted', async () => {
    const before = await eventsOf('person.passkey_regressed');
    assert.equal((await show(key, { counter: 100 })).status, 303);
    assert.equal((await show(key, { counter: 100 })).status, 422);
    assert.equal((await show(key, { counter: 7 })).status, 422);
    assert.equal((await show(key, { counter: 0 })).status, 422);
    assert.equal(await eventsOf('person.passkey_regressed'), before + 3);
    assert.equal((await show(key, { counter: 101 })).status, 303);
  });

  it('is the second step after a password, where a password alone no longer suffices', async () => {
    const { browser, location } = await typePassword(platform, jim());
    assert.equal(location, '/sign-in/second-step');
    const ask = async () =>
      questionOn(await (await browser.get('/sign-in/second-step')).text(), '/sign-in/second-step/passkey');
    const { options, fields } = await ask();
    const path = '/sign-in/second-step/passkey';
    const stranger = softwarePasskey(platform.url);
    assert.equal((await post(browser, path, { ...fields, response: stranger.get(options) })).status, 422);
    const mixed = questionOn(await (await browser.get('/sign-in')).text(), '/sign-in/passkey');
    const wrongPlace = { ...fields, ceremony: mixed.fields.ceremony, response: key.get(mixed.options) };
    assert.equal((await post(browser, path, wrongPlace)).status, 422, 'it was asked for something else');
    const next = await ask();
    const done = await post(browser, path, {
      ...next.fields,
      response: key.get(next.options, { counter: 200 }),
    });
    assert.equal(done.location, '/');
    assert.equal(await isSignedIn(browser), true);
  });

  it('of one person does not finish what the password of another began', async () => {
    const ana = person('Ana Torres');
    const hers = softwarePasskey(platform.url);
    const browser = await signInByForm(platform.url, ana);
    assert.equal((await add(browser, hers)).status, 200);
    const { browser: other } = await typePassword(platform, jim());
    const page = await (await other.get('/sign-in/second-step')).text();
    const { options, fields } = questionOn(page, '/sign-in/second-step/passkey');
    const path = '/sign-in/second-step/passkey';
    assert.equal((await post(other, path, { ...fields, response: hers.get(options) })).status, 422);
    assert.equal(await isSignedIn(other), false);
  });

  it('proves again who somebody is, and is removed after that, with the recovery codes', async () => {
    platform.clock.advance(11 * 60_000);
    const path = '/second-factor/passkey/removal';
    const csrf = async () => hiddenField(await (await home.get('/prove-it-is-you')).text(), 'csrf');
    const id =
      /name="passkey" value="(\d+)"/.exec(await (await home.get('/second-factor')).text())?.[1] ?? '';
    const unproven = await post(home, path, { csrf: await csrf(), passkey: id });
    assert.match(unproven.location ?? '', /^\/prove-it-is-you/);
    const page = await (await home.get('/prove-it-is-you')).text();
    const { options, fields } = questionOn(page, '/prove-it-is-you/passkey');
    const proof = { ...fields, response: key.get(options, { counter: 300 }) };
    assert.equal((await post(home, '/prove-it-is-you/passkey', proof)).location, '/prove-it-is-you?done=1');
    assert.equal((await post(home, '/prove-it-is-you/passkey', proof)).status, 422);
    const other = await signInByForm(platform.url, person('Lucía Ramírez'));
    const foreign = {
      csrf: hiddenField(await (await other.get('/prove-it-is-you')).text(), 'csrf'),
      passkey: id,
    };
    assert.equal(
      (await post(other, path, foreign)).location,
      '/second-factor',
      'somebody else’s is not there',
    );
    assert.equal(
      (await post(home, path, { csrf: await csrf(), passkey: id })).location,
      '/second-factor?done=removed',
    );
    assert.equal((await newestMailTo(platform, jim().email)).kind, 'factor.passkey_removed');
    assert.equal((await show(key, { counter: 400 })).status, 422);
    assert.equal((await typePassword(platform, jim())).location, '/');
  });

  it('is asked for by recovery code where it is not at hand', async () => {
    const browser = await signInByForm(platform.url, jim());
    const added = await add(browser, softwarePasskey(platform.url));
    const code = /<li><code>([\d ]+)</.exec(added.page)?.[1] ?? '';
    const { browser: away } = await typePassword(platform, jim());
    assert.equal((await typeCode(away, '123456')).status, 422);
    assert.equal((await typeCode(away, code)).location, '/');
  });
});

describe('a deployment that is known by an address alone', () => {
  it('offers no passkeys, for they belong to names', async () => {
    await using byAddress = await (async () => {
      const started = await startPlatform({ host: '127.0.0.1' });
      return { ...started, [Symbol.asyncDispose]: () => started.close() };
    })();
    const browser = openFormBrowser(byAddress.url);
    assert.doesNotMatch(await (await browser.get('/sign-in')).text(), /passkey/);
  });
});
