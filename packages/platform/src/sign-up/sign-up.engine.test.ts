import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sealReturnTo } from '../pages/return-path.ts';
import { createSetUpLink } from '../set-up/set-up-link.ts';
import { hiddenField, openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

let platform: TestPlatform;
before(async () => {
  platform = await startPlatform();
});
after(() => platform.close());

const hour = 3_600_000;
const password = 'four boats in a harbor';

function answersFor(email: string) {
  return { first_name: 'Dana', last_name: 'Okafor', email, password, password_again: password };
}

/** Fills in the page as a browser does. Every test begins with an hour of quiet, so none is slowed by another. */
async function signUp(email: string, change: Readonly<Record<string, string>> = {}, at = platform.url) {
  const browser = openFormBrowser(at);
  const page = await (await browser.get('/sign-up')).text();
  const form = { ...answersFor(email), csrf: hiddenField(page, 'csrf'), return_to: '', ...change };
  const response = await browser.post('/sign-up', form);
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

test('a developer signs up, signs in, and creates an app: nothing else is theirs', async () => {
  platform.clock.advance(hour);
  const { response, browser, status } = await signUp(' Dana@Brightside.example ');
  assert.equal(status, 303);
  assert.equal(response.headers.get('location'), '/sign-in?signed_up=1');
  assert.equal((await browser.get('/manage/v1/session')).status, 401, 'signing up starts no session');
  const person = await personOf('dana@brightside.example');
  assert.ok(person);
  assert.equal(person.name, 'Dana Okafor');
  assert.equal(person.operator_since, null);
  assert.match(person.password_hash ?? '', /^\$argon2id\$/);
  assert.deepEqual(await eventsAbout(person.id), [
    {
      event: 'person.created',
      actor_kind: 'anonymous',
      details: { kind: 'user', operator: false, signed_up: 'developer' },
    },
  ]);

  const signedIn = await signInByForm(platform.url, { email: 'dana@brightside.example', password });
  const session = (await (await signedIn.get('/manage/v1/session')).json()) as {
    roles: string[];
    csrf_token: string;
  };
  assert.deepEqual(session.roles, []);
  assert.deepEqual(await (await signedIn.get('/rest/v1.0/companies')).json(), []);
  const created = await fetch(new URL('/manage/v1/apps', platform.url), {
    method: 'POST',
    headers: {
      cookie: signedIn.cookies(),
      origin: platform.url,
      'x-csrf-token': session.csrf_token,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ name: 'Safety Walk', publisher: 'Brightside' }),
  });
  assert.equal(created.status, 201, await created.text());
});

test('an address that has an account, and one of a contact, are answered as a fresh one is', async () => {
  platform.clock.advance(hour);
  const [known] = platform.demo.people;
  assert.ok(known);
  const before = await personOf(known.email);
  assert.ok(before);
  const contact = await platform.house.database.read((tx) =>
    tx.selectFrom('people').select('email').where('kind', '!=', 'user').executeTakeFirstOrThrow(),
  );
  const told = async (email: string) => {
    const { response, status, page } = await signUp(email);
    const shape = response.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, ''));
    const names = [...response.headers.keys()].sort();
    return { status, page, location: response.headers.get('location'), shape, names };
  };
  const fresh = await told('fresh@brightside.example');
  assert.deepEqual(await told(known.email), fresh);
  assert.deepEqual(await told(contact.email), fresh);
  assert.deepEqual(await personOf(known.email), before);
  assert.equal((await personOf(contact.email))?.password_hash, null);
  assert.equal((await eventsAbout(before.id)).at(-1)?.event, 'person.sign_up_refused');
  await signInByForm(platform.url, known);
  await assert.rejects(signInByForm(platform.url, { email: known.email, password }));
});

test('of many who want one address at once, one gets it, and all are told the same', async () => {
  platform.clock.advance(hour);
  const passwords = Array.from({ length: 5 }, (_, place) => `${place} boats in a harbor`);
  const attempts = await Promise.all(
    passwords.map((each) => signUp('raced@brightside.example', { password: each, password_again: each })),
  );
  assert.deepEqual(
    attempts.map(({ status }) => status),
    passwords.map(() => 303),
  );
  const person = await personOf('raced@brightside.example');
  assert.ok(person);
  const events = (await eventsAbout(person.id)).map(({ event }) => event);
  assert.deepEqual(events.sort(), ['person.created', ...Array<string>(4).fill('person.sign_up_refused')]);
});

test('what is wrong is said, what was typed is kept, and nothing is made', async () => {
  platform.clock.advance(hour);
  const { status, page } = await signUp('short@brightside.example', { password: 'short', first_name: '' });
  assert.equal(status, 422);
  assert.match(page, /<title>Error: Sign up as a developer/);
  assert.match(page, /href="#first_name"/);
  assert.match(page, /href="#password"/);
  assert.match(page, /value="short@brightside\.example"/);
  assert.equal(await personOf('short@brightside.example'), undefined);
});

test('a form from elsewhere makes nobody, and faults cost no hashing', async () => {
  platform.clock.advance(hour);
  assert.equal((await signUp('forged@brightside.example', { csrf: 'x' })).status, 403);
  assert.equal(await personOf('forged@brightside.example'), undefined);
});

test('one network makes a few accounts, then has to wait, whether the addresses were free or taken', async () => {
  platform.clock.advance(hour);
  const [known] = platform.demo.people;
  assert.ok(known);
  const emails = ['a1@x.example', known.email, 'a2@x.example', known.email, 'a3@x.example', 'a4@x.example'];
  for (const email of emails) assert.equal((await signUp(email)).status, 303);
  const { status, response, page } = await signUp('a5@x.example');
  assert.equal(status, 429);
  assert.equal(response.headers.get('retry-after'), '1');
  assert.match(page, /Too many attempts/);
  assert.equal(await personOf('a5@x.example'), undefined);
});

/** Of the form itself; the language switch above it has one of its own. */
function returnToOf(page: string): string {
  return hiddenField(page.slice(page.indexOf('action="/sign-up"')), 'return_to');
}

test('where the person was going is kept through signing up, and only what we sealed', async () => {
  platform.clock.advance(hour);
  const browser = openFormBrowser(platform.url);
  const sealed = sealReturnTo(platform.house, '/console/connected-apps') ?? '';
  const signIn = await (await browser.get(`/sign-in?${new URLSearchParams({ return_to: sealed })}`)).text();
  const link = /href="(\/sign-up\?[^"]+)"/.exec(signIn)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const page = await (await browser.get(link)).text();
  assert.equal(returnToOf(page), sealed);
  const form = { ...answersFor('goes-on@brightside.example'), csrf: hiddenField(page, 'csrf') };
  const done = await browser.post('/sign-up', { ...form, return_to: sealed });
  const next = new URL(done.headers.get('location') ?? '', platform.url);
  assert.equal(next.pathname, '/sign-in');
  assert.equal(next.searchParams.get('return_to'), sealed);
  const elsewhere = await (await browser.get('/sign-up?return_to=https://evil.example')).text();
  assert.equal(returnToOf(elsewhere), '');
});

test('who is signed in needs no account', async () => {
  const [known] = platform.demo.people;
  assert.ok(known);
  const response = await (await signInByForm(platform.url, known)).get('/sign-up');
  assert.equal(response.status, 303);
  assert.equal(response.headers.get('location'), '/');
});

test('a deployment that lets nobody sign up neither offers the page nor serves it', async () => {
  const closed = await startPlatform({ signUp: 'off' });
  try {
    const browser = openFormBrowser(closed.url);
    const signIn = await (await browser.get('/sign-in')).text();
    assert.equal(signIn.includes('/sign-up'), false);
    assert.equal((await browser.get('/sign-up')).status, 404);
    const form = { ...answersFor('dana@brightside.example'), csrf: hiddenField(signIn, 'csrf') };
    assert.equal((await browser.post('/sign-up', form)).status, 404);
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
    const form = { ...answersFor('dana@brightside.example'), csrf: hiddenField(signIn, 'csrf') };
    assert.equal((await browser.post('/sign-up', form)).status, 404);
    assert.ok(await createSetUpLink(empty.house), 'the link can still be made');
  } finally {
    await empty.close();
  }
});
