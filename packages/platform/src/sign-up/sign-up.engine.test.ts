import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createPerson } from '../directory/people.ts';
import { sealReturnTo } from '../pages/return-path.ts';
import { createSetUpLink } from '../set-up/set-up-link.ts';
import { countMailsTo, newestMailTo } from '../testing/mail-links.ts';
import { hiddenField, openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

let platform: TestPlatform;
before(async () => {
  platform = await startPlatform();
});
after(() => platform.close());

const hour = 3_600_000;
const password = 'four boats in a harbor';
const answers = { first_name: 'Dana', last_name: 'Okafor', password, password_again: password };

/** Asks for a link as a browser does. Every test begins with an hour of quiet, so none is slowed by another. */
async function ask(email: string, change: Readonly<Record<string, string>> = {}, at = platform.url) {
  const browser = openFormBrowser(at);
  const page = await (await browser.get('/sign-up')).text();
  const response = await browser.post('/sign-up', {
    csrf: hiddenField(page, 'csrf'),
    return_to: '',
    email,
    ...change,
  });
  return { browser, response, status: response.status, page: await response.text() };
}

/** Opens the link of a mail and fills in the page behind it. */
async function choose(link: string, change: Readonly<Record<string, string>> = {}) {
  const browser = openFormBrowser(platform.url);
  const opened = await browser.get(link);
  const page = await opened.text();
  if (opened.status !== 200) return { browser, response: opened, status: opened.status, page };
  const response = await browser.post(link, { ...answers, csrf: hiddenField(page, 'csrf'), ...change });
  return { browser, response, status: response.status, page: await response.text() };
}

async function personOf(email: string) {
  return await platform.house.database.read((tx) =>
    tx.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirst(),
  );
}

async function eventsAbout(personId: number) {
  const rows = await platform.house.database.read((tx) =>
    tx
      .selectFrom('audit_events')
      .select(['event', 'actor_kind', 'details'])
      .where('subject', '=', `person:${personId}`)
      .orderBy('id')
      .execute(),
  );
  return rows.map(({ event, actor_kind, details }) => ({ event, actor_kind, details: JSON.parse(details) }));
}

test('a developer proves an address, chooses a password, is signed in, and creates an app: nothing else is theirs', async () => {
  platform.clock.advance(hour);
  const { response, browser, status } = await ask(' Dana@Brightside.example ');
  assert.equal(status, 303);
  assert.equal(response.headers.get('location'), '/sign-up?sent=1');
  assert.match(await (await browser.get('/sign-up?sent=1')).text(), /Look into your mail/);
  assert.equal(await personOf('dana@brightside.example'), undefined, 'an address alone is no account');
  const { kind, link } = await newestMailTo(platform, 'dana@brightside.example');
  assert.equal(kind, 'sign_up.link');
  // Programs that look at mails follow links; only the form's answer uses it up.
  assert.equal((await fetch(link)).status, 200);
  const chosen = await choose(link, { email: 'mallory@evil.example' });
  assert.equal(chosen.status, 303);
  const person = await personOf('dana@brightside.example');
  assert.ok(person);
  assert.equal(person.name, 'Dana Okafor');
  assert.equal(person.operator_since, null);
  assert.notEqual(person.email_proven_at, null);
  assert.match(person.password_hash ?? '', /^\$argon2id\$/);
  assert.deepEqual((await eventsAbout(person.id))[0], {
    event: 'person.created',
    actor_kind: 'anonymous',
    details: { kind: 'user', operator: false, signed_up: 'developer' },
  });
  assert.equal((await choose(link)).status, 410, 'a link works once');

  const session = (await (await chosen.browser.get('/manage/v1/session')).json()) as {
    roles: string[];
    csrf_token: string;
  };
  assert.deepEqual(session.roles, []);
  assert.deepEqual(await (await chosen.browser.get('/rest/v1.0/companies')).json(), []);
  const created = await fetch(new URL('/manage/v1/apps', platform.url), {
    method: 'POST',
    headers: {
      cookie: chosen.browser.cookies(),
      origin: platform.url,
      'x-csrf-token': session.csrf_token,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ name: 'Safety Walk', publisher: 'Brightside' }),
  });
  assert.equal(created.status, 201, await created.text());
  await signInByForm(platform.url, { email: 'dana@brightside.example', password });
});

test('an address that has an account, and one of a contact, are answered as a fresh one is; only the mail differs', async () => {
  platform.clock.advance(hour);
  const [known] = platform.demo.people;
  assert.ok(known);
  const before = await personOf(known.email);
  assert.ok(before);
  const contact = await platform.house.database.read((tx) =>
    tx.selectFrom('people').select('email').where('kind', '!=', 'user').executeTakeFirstOrThrow(),
  );
  const told = async (email: string) => {
    const { response, status, page } = await ask(email);
    const shape = response.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, ''));
    const names = [...response.headers.keys()].sort();
    return { status, page, location: response.headers.get('location'), shape, names };
  };
  const fresh = await told('fresh@brightside.example');
  assert.deepEqual(await told(known.email), fresh);
  assert.deepEqual(await told(contact.email), fresh);
  assert.equal((await newestMailTo(platform, known.email)).kind, 'sign_up.known');
  assert.deepEqual(await personOf(known.email), before);
  assert.equal((await personOf(contact.email))?.password_hash, null);
  assert.equal((await eventsAbout(before.id)).at(-1)?.event, 'person.sign_up_refused');
  await signInByForm(platform.url, known);
});

test('of many who open links of one address at once, one makes the account, and the other links are dead', async () => {
  platform.clock.advance(hour);
  const links: string[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await ask('raced@brightside.example');
    links.push((await newestMailTo(platform, 'raced@brightside.example')).link);
  }
  const attempts = await Promise.all([...links, ...links].map((link) => choose(link)));
  assert.deepEqual(attempts.map(({ status }) => status).sort(), [303, 410, 410, 410, 410, 410]);
  const person = await personOf('raced@brightside.example');
  assert.ok(person);
  const made = (await eventsAbout(person.id)).filter(({ event }) => event === 'person.created');
  assert.equal(made.length, 1);
});

test('a link dies after a day, and when a company puts the address into its directory first', async () => {
  platform.clock.advance(hour);
  await ask('late@brightside.example');
  const { link } = await newestMailTo(platform, 'late@brightside.example');
  platform.clock.advance(24 * hour);
  assert.equal((await choose(link)).status, 410);
  await ask('taken@brightside.example');
  const { link: second } = await newestMailTo(platform, 'taken@brightside.example');
  const origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;
  const { house } = platform;
  await house.database.write((tx) =>
    createPerson(house, tx, origin, { kind: 'user', lastName: 'T', email: 'taken@brightside.example' }),
  );
  assert.equal((await choose(second)).status, 410);
  assert.equal((await personOf('taken@brightside.example'))?.password_hash, null);
});

test('what is wrong is said, what was typed is kept, and nothing is made', async () => {
  platform.clock.advance(hour);
  const wrong = await ask('nobody');
  assert.equal(wrong.status, 422);
  assert.match(wrong.page, /<title>Error: Sign up as a developer/);
  assert.match(wrong.page, /value="nobody"/);
  await ask('short@brightside.example');
  const { link } = await newestMailTo(platform, 'short@brightside.example');
  const { status, page } = await choose(link, { password: 'short', first_name: '' });
  assert.equal(status, 422);
  assert.match(page, /href="#first_name"/);
  assert.match(page, /href="#password"/);
  assert.equal(await personOf('short@brightside.example'), undefined);
  assert.equal((await choose(link)).status, 303, 'a mistake costs no link');
});

test('a form from elsewhere sends no mail and makes nobody', async () => {
  platform.clock.advance(hour);
  assert.equal((await ask('forged@brightside.example', { csrf: 'x' })).status, 403);
  assert.equal(await countMailsTo(platform, 'forged@brightside.example'), 0);
  await ask('forged@brightside.example');
  const { link } = await newestMailTo(platform, 'forged@brightside.example');
  assert.equal((await choose(link, { csrf: 'x' })).status, 403);
  assert.equal(await personOf('forged@brightside.example'), undefined);
});

test('one network asks a few times, then has to wait; one address gets a few mails, whoever asks', async () => {
  platform.clock.advance(hour);
  const [known] = platform.demo.people;
  assert.ok(known);
  const had = await countMailsTo(platform, known.email);
  const emails = ['a1@x.example', known.email, known.email, known.email, known.email];
  for (const email of emails) assert.equal((await ask(email)).status, 303);
  assert.equal((await countMailsTo(platform, known.email)) - had, 3);
  assert.equal((await ask('a2@x.example')).status, 303);
  const { status, response, page } = await ask('a5@x.example');
  assert.equal(status, 429);
  assert.equal(response.headers.get('retry-after'), '1');
  assert.match(page, /Too many attempts/);
  assert.equal(await countMailsTo(platform, 'a5@x.example'), 0);
});

/** Of the form itself; the language switch above it has one of its own. */
function returnToOf(page: string): string {
  return hiddenField(page.slice(page.indexOf('action="/sign-up"')), 'return_to');
}

test('where the person was going is kept through the mail, and only what we sealed', async () => {
  platform.clock.advance(hour);
  const browser = openFormBrowser(platform.url);
  const sealed = sealReturnTo(platform.house, '/console/connected-apps') ?? '';
  const signIn = await (await browser.get(`/sign-in?${new URLSearchParams({ return_to: sealed })}`)).text();
  const link = /href="(\/sign-up\?[^"]+)"/.exec(signIn)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const page = await (await browser.get(link)).text();
  assert.equal(returnToOf(page), sealed);
  await ask('goes-on@brightside.example', { return_to: sealed });
  const mailed = await newestMailTo(platform, 'goes-on@brightside.example');
  const done = await choose(mailed.link);
  assert.equal(done.response.headers.get('location'), '/console/connected-apps');
  const elsewhere = await (await browser.get('/sign-up?return_to=https://evil.example')).text();
  assert.equal(returnToOf(elsewhere), '');
});

test('the token of a link is neither in the log nor in clear in the database', async () => {
  platform.clock.advance(hour);
  await ask('secret@brightside.example');
  const { link } = await newestMailTo(platform, 'secret@brightside.example');
  const token = link.split('/').at(-1) ?? '';
  assert.ok(token.startsWith('ghl_'));
  await fetch(link);
  assert.equal(platform.logs().includes(token), false);
  const rows = await platform.house.database.read(async (tx) => [
    ...(await tx.selectFrom('mailed_links').selectAll().execute()),
    ...(await tx.selectFrom('mails').selectAll().execute()),
  ]);
  assert.equal(JSON.stringify(rows).includes(token), false);
});

test('a deployment that lets nobody sign up neither offers the page nor serves it', async () => {
  const closed = await startPlatform({ signUp: 'off' });
  try {
    const browser = openFormBrowser(closed.url);
    const signIn = await (await browser.get('/sign-in')).text();
    assert.equal(signIn.includes('/sign-up'), false);
    assert.equal((await browser.get('/sign-up')).status, 404);
    const csrf = hiddenField(signIn, 'csrf');
    assert.equal((await browser.post('/sign-up', { email: 'dana@brightside.example', csrf })).status, 404);
    assert.equal((await browser.post('/sign-up/ghl_x', { ...answers, csrf })).status, 404);
  } finally {
    await closed.close();
  }
});

test('nobody signs up before the first administrator, whose link a stranger would spoil', async () => {
  const empty = await startPlatform({ demo: false });
  try {
    assert.ok(await createSetUpLink(empty.house));
    const browser = openFormBrowser(empty.url);
    const signIn = await (await browser.get('/sign-in')).text();
    assert.equal(signIn.includes('/sign-up'), false);
    assert.equal((await browser.get('/sign-up')).status, 404);
    const csrf = hiddenField(signIn, 'csrf');
    assert.equal((await browser.post('/sign-up', { email: 'dana@brightside.example', csrf })).status, 404);
    assert.ok(await createSetUpLink(empty.house), 'the link can still be made');
  } finally {
    await empty.close();
  }
});
