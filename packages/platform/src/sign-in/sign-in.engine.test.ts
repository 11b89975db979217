import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sealReturnTo } from '../pages/return-path.ts';
import { hiddenField, openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { sweepSessions } from './sweep-sessions.ts';

let platform: TestPlatform;
before(async () => {
  platform = await startPlatform();
});
after(() => platform.close());

const sessionName = '__Host-gatehouse-session';

function person(name: string) {
  const found = platform.demo.people.find((each) => each.name === name);
  assert.ok(found);
  return found;
}

/** Opens the page and sends its form, changed by `change`. */
async function trySignIn(
  change: Readonly<Record<string, string>>,
  browser = openFormBrowser(platform.url),
): Promise<{ response: Response; page: string; browser: typeof browser }> {
  const csrf = hiddenField(await (await browser.get('/sign-in')).text(), 'csrf');
  const { email, password } = person('Ana Torres');
  const response = await browser.post('/sign-in', { csrf, return_to: '', email, password, ...change });
  return { response, page: await response.text(), browser };
}

function sessionCookie(text: string): string {
  return new RegExp(`${sessionName}=[^;]+`).exec(text)?.[0] ?? '';
}

async function whoAmI(browser: ReturnType<typeof openFormBrowser>) {
  const response = await browser.get('/manage/v1/session');
  return { status: response.status, body: (await response.json()) as { csrf_token: string; name: string } };
}

/** What the audit trail has of somebody of the demo, the earliest first. */
async function auditedOf(name: string): Promise<string[]> {
  const rows = await platform.house.database.read(async (tx) => {
    const { id } = await tx
      .selectFrom('people')
      .select('id')
      .where('email', '=', person(name).email)
      .executeTakeFirstOrThrow();
    return await tx
      .selectFrom('audit_events')
      .select('event')
      .where('subject', '=', `person:${id}`)
      .orderBy('id')
      .execute();
  });
  return rows.map(({ event }) => event);
}

test('the right password opens a session; its cookie is bound to this host, unreadable and sealed', async () => {
  const { response, browser } = await trySignIn({ email: ' ANA@ridgeline.example ' });
  assert.equal(response.status, 303);
  assert.equal(response.headers.get('location'), '/');
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith(sessionName)) ?? '';
  assert.match(cookie, /; Path=\/; Max-Age=43200; HttpOnly; Secure; SameSite=Lax$/);
  assert.equal((await whoAmI(browser)).body.name, 'Ana Torres');
  assert.ok((await auditedOf('Ana Torres')).includes('person.signed_in'));
});

test('a wrong password and an unknown address are answered alike', async () => {
  const wrong = await trySignIn({ password: 'not the password' });
  const unknown = await trySignIn({ email: 'aaa@ridgeline.example' });
  assert.equal(wrong.response.status, 422);
  assert.equal(unknown.response.status, 422);
  // What is random in each page: tokens of forms, and the challenge for a passkey.
  const comparable = (page: string) => page.replace(/ value="[^"]*"|challenge&quot;:&quot;[\w-]+/g, '');
  assert.equal(comparable(wrong.page), comparable(unknown.page));
  assert.deepEqual([...wrong.response.headers.keys()].sort(), [...unknown.response.headers.keys()].sort());
  assert.equal(wrong.page.includes('not the password'), false);
});

test('bytes that no keyboard types are a missing field and not an error of ours', async () => {
  for (const email of ['\0', 'ana\0@ridgeline.example', '\ud800@x', '%00', 'é'.repeat(5000)])
    assert.equal((await trySignIn({ email })).response.status, 422, JSON.stringify(email.slice(0, 30)));
});

test('contacts of service accounts cannot sign in, whatever the password', async () => {
  const contact = await platform.house.database.read((tx) =>
    tx.selectFrom('people').select('email').where('kind', '=', 'service_account').executeTakeFirstOrThrow(),
  );
  assert.equal((await trySignIn({ email: contact.email, password: '' })).response.status, 422);
  assert.equal((await trySignIn({ email: contact.email, password: 'x' })).response.status, 422);
});

test('a session from before signing in is neither kept nor left alive', async () => {
  const page = openFormBrowser(platform.url);
  const csrf = hiddenField(await (await page.get('/sign-in')).text(), 'csrf');
  const jim = await signInByForm(platform.url, person('Jim Carter'));
  const old = sessionCookie(jim.cookies());
  const { email, password } = person('Ana Torres');
  const response = await fetch(new URL('/sign-in', platform.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `${old}; ${page.cookies()}`, origin: platform.url },
    body: new URLSearchParams({ csrf, email, password }),
  });
  assert.equal(response.status, 303);
  const fresh = sessionCookie(response.headers.getSetCookie().join(';'));
  assert.ok(fresh !== '' && fresh !== old);
  assert.equal((await whoAmI(jim)).status, 401);
});

test('a session cookie made up elsewhere is not taken over', async () => {
  const planted = `${sessionName}=${'A'.repeat(43)}`;
  const response = await fetch(new URL('/manage/v1/session', platform.url), { headers: { cookie: planted } });
  assert.equal(response.status, 401);
});

test('a form without our token, with another browser’s, or from a foreign page is refused', async () => {
  const { email, password } = person('Ana Torres');
  const mine = openFormBrowser(platform.url);
  const csrf = hiddenField(await (await mine.get('/sign-in')).text(), 'csrf');
  const foreign = openFormBrowser(platform.url);
  await foreign.get('/sign-in');
  const form = { csrf, email, password, return_to: '' };
  assert.equal((await mine.post('/sign-in', { ...form, csrf: '' })).status, 403);
  assert.equal((await foreign.post('/sign-in', form)).status, 403);
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ]) {
    const response = await fetch(new URL('/sign-in', platform.url), {
      method: 'POST',
      redirect: 'manual',
      headers: { ...headers, cookie: mine.cookies() },
      body: new URLSearchParams(form),
    });
    assert.equal(response.status, 403, JSON.stringify(headers));
    assert.equal(
      response.headers.getSetCookie().some((line) => line.startsWith(sessionName)),
      false,
    );
  }
});

test('after signing in one comes back to where one was sent from, and nowhere else', async () => {
  const asked = '/console/connected-apps?sort=last%20used';
  const sent = await openFormBrowser(platform.url).get(asked);
  assert.equal(sent.status, 303);
  const location = new URL(sent.headers.get('location') ?? '', platform.url);
  assert.equal(location.pathname, '/sign-in');
  const returned = await trySignIn({ return_to: location.searchParams.get('return_to') ?? '' });
  assert.equal(returned.response.headers.get('location'), asked);
  for (const evil of ['https://evil.example', '//evil.example', '/\\evil.example', 'x.y.z']) {
    const { response } = await trySignIn({ return_to: evil });
    assert.equal(response.headers.get('location'), '/', evil);
  }
});

test('sign-out ends the session for good, also for whoever kept its cookie', async () => {
  const browser = await signInByForm(platform.url, person('Sam Okafor'));
  const kept = browser.cookies();
  const page = await (await browser.get('/logout')).text();
  assert.match(page, /Sam Okafor/);
  const response = await browser.post('/sign-out', { csrf: hiddenField(page, 'csrf') });
  assert.equal(response.status, 303);
  assert.match(response.headers.get('clear-site-data') ?? '', /"storage"/);
  assert.equal(browser.cookies().includes(sessionName), false);
  const again = await fetch(new URL('/manage/v1/session', platform.url), { headers: { cookie: kept } });
  assert.equal(again.status, 401);
  assert.deepEqual((await auditedOf('Sam Okafor')).slice(-2), ['person.signed_in', 'person.signed_out']);
});

test('nobody can be signed out by a foreign page', async () => {
  const browser = await signInByForm(platform.url, person('Ana Torres'));
  const other = await signInByForm(platform.url, person('Jim Carter'));
  const theirs = (await whoAmI(other)).body.csrf_token;
  assert.equal((await browser.get('/logout')).status, 200);
  assert.equal((await browser.post('/sign-out', {})).status, 403);
  assert.equal((await browser.post('/sign-out', { csrf: theirs })).status, 403);
  assert.equal((await whoAmI(browser)).status, 200);
});

test('a session ends with its time, and at once when the person is deactivated', async () => {
  const { house, clock } = platform;
  const browser = await signInByForm(platform.url, person('Devon Park'));
  const { email } = person('Devon Park');
  const deactivate = (at: number | null) =>
    house.database.write((tx) =>
      tx.updateTable('people').set({ deactivated_at: at }).where('email', '=', email).execute(),
    );
  await deactivate(clock.now());
  assert.equal((await whoAmI(browser)).status, 401);
  await deactivate(null);
  assert.equal((await whoAmI(browser)).status, 200);
  clock.advance(house.settings.sessionTtl);
  assert.equal((await whoAmI(browser)).status, 401);
});

test('using a session is written down once a minute at most', async () => {
  const { house, clock } = platform;
  const browser = await signInByForm(platform.url, person('Lucía Ramírez'));
  const seenAt = async () => {
    const row = await house.database.read((tx) =>
      tx.selectFrom('sessions').select('seen_at').orderBy('created_at', 'desc').executeTakeFirstOrThrow(),
    );
    return row.seen_at;
  };
  const first = await seenAt();
  await whoAmI(browser);
  assert.equal(await seenAt(), first);
  clock.advance(60_000);
  await whoAmI(browser);
  assert.ok((await seenAt()) >= first + 60_000);
});

test('guessing is slowed down, and a browser that signed in before still gets in', async () => {
  using _ = platform.clock.still();
  const { email, password } = person('Olivia Reed');
  const known = await signInByForm(platform.url, { email, password });
  await known.post('/sign-out', { csrf: (await whoAmI(known)).body.csrf_token });
  const statuses = [];
  for (let time = 0; time < 7; time += 1) {
    const { response } = await trySignIn({ email, password: `guess ${time}` });
    statuses.push(response.status);
    if (response.status === 429) assert.ok(Number(response.headers.get('retry-after')) >= 1);
  }
  assert.deepEqual(statuses, [422, 422, 422, 422, 422, 422, 429]);
  assert.equal((await trySignIn({ email, password })).response.status, 429);
  assert.equal((await trySignIn({ email, password }, known)).response.status, 303);
});

test('a hash of older parameters is replaced at the next sign-in', async () => {
  const { house } = platform;
  const { email, password } = person('Ana Torres');
  const stored = async () =>
    (
      await house.database.read((tx) =>
        tx.selectFrom('people').select('password_hash').where('email', '=', email).executeTakeFirstOrThrow(),
      )
    ).password_hash ?? '';
  const nonce = Buffer.alloc(16, 1);
  const tag = argon2Sync('argon2id', {
    message: password,
    nonce,
    parallelism: 1,
    tagLength: 32,
    memory: 64,
    passes: 1,
  });
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  await house.database.write((tx) =>
    tx
      .updateTable('people')
      .set({ password_hash: `$argon2id$v=19$m=64,t=1,p=1$${base64(nonce)}$${base64(tag)}` })
      .where('email', '=', email)
      .execute(),
  );
  await signInByForm(platform.url, { email, password });
  assert.match(await stored(), /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  await signInByForm(platform.url, { email, password });
});

test('the language is chosen by whoever reads: address, switch, and the person’s own setting', async () => {
  const browser = openFormBrowser(platform.url);
  assert.match(await (await browser.get('/sign-in?lang=es')).text(), /<html lang="es">/);
  const here = sealReturnTo(platform.house, '/sign-in') ?? '';
  const chosen = await browser.post('/language', { locale: 'es', return_to: here });
  assert.equal(chosen.headers.get('location'), '/sign-in');
  assert.match(await (await browser.get('/sign-in')).text(), /<h1>Iniciar sesión<\/h1>/);
  const lucia = await signInByForm(platform.url, person('Lucía Ramírez'));
  assert.match(await (await lucia.get('/logout?lang=en')).text(), /<html lang="es">/);
  const evil = await browser.post('/language', { locale: 'es', return_to: '//evil.example' });
  assert.equal(evil.headers.get('location'), '/');
});

test('no page can be framed, cached, or run a script', async () => {
  for (const path of ['/sign-in', '/set-up?token=x']) {
    const { headers } = await openFormBrowser(platform.url).get(path);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.equal(policy.includes('unsafe'), false);
    assert.equal(headers.get('x-frame-options'), 'DENY');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
  }
});

test('sessions whose time is over are removed, and no others', async () => {
  const { house, clock } = platform;
  const count = async () =>
    (await house.database.read((tx) => tx.selectFrom('sessions').select('id_hash').execute())).length;
  clock.advance(house.settings.sessionTtl + 1);
  await signInByForm(platform.url, person('Jim Carter'));
  await sweepSessions(house);
  assert.equal(await count(), 1);
});
