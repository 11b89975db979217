import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hiddenField, openFormBrowser } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { createSetUpLink } from './set-up-link.ts';

let platform: TestPlatform;
before(async () => {
  platform = await startPlatform({ demo: false });
});
after(() => platform.close());

const answers = {
  company: 'Ridgeline Construction',
  first_name: 'Ana',
  last_name: 'Torres',
  email: 'ana@ridgeline.example',
  password: 'four boats in a harbor',
  password_again: 'four boats in a harbor',
};

async function open(link: string) {
  const browser = openFormBrowser(platform.url);
  const response = await browser.get(link);
  return { browser, status: response.status, page: await response.text() };
}

async function submit(link: string, change: Readonly<Record<string, string>> = {}) {
  return await fillIn(await open(link), change);
}

async function fillIn(
  { browser, page }: Awaited<ReturnType<typeof open>>,
  change: Readonly<Record<string, string>>,
) {
  const form = { ...answers, csrf: hiddenField(page, 'csrf'), token: hiddenField(page, 'token'), ...change };
  const response = await browser.post('/set-up', form);
  return { browser, status: response.status, page: await response.text() };
}

async function newLink(): Promise<string> {
  const link = await createSetUpLink(platform.house);
  assert.ok(link);
  assert.ok(link.startsWith(`${platform.url}/set-up?token=`));
  return link;
}

const people = () => platform.house.database.read((tx) => tx.selectFrom('people').selectAll().execute());

test('an unknown link, and one that a later start has replaced, open nothing', async () => {
  const old = await newLink();
  const link = await newLink();
  assert.equal((await open(old)).status, 410);
  assert.equal((await open(`${platform.url}/set-up?token=x`)).status, 410);
  assert.equal((await open(`${platform.url}/set-up`)).status, 410);
  assert.equal((await open(link)).status, 200);
});

test('only the token’s hash is stored', async () => {
  const link = await newLink();
  const token = new URL(link).searchParams.get('token') ?? '';
  const rows = await platform.house.database.read((tx) =>
    tx.selectFrom('set_up_links').selectAll().execute(),
  );
  assert.equal(rows.length, 1);
  assert.equal(JSON.stringify(rows).includes(token), false);
});

test('what is wrong is said, what was typed is kept, and nothing is made', async () => {
  const { status, page } = await submit(await newLink(), { password: 'short', email: 'ana' });
  assert.equal(status, 422);
  assert.match(page, /<title>Error: Set up Gatehouse/);
  assert.match(page, /href="#email"/);
  assert.match(page, /href="#password"/);
  assert.match(page, /value="Ridgeline Construction"/);
  assert.equal(page.includes('four boats'), false);
  assert.deepEqual(await people(), []);
});

test('a form from elsewhere makes nobody an administrator', async () => {
  assert.equal((await submit(await newLink(), { csrf: 'x' })).status, 403);
  assert.deepEqual(await people(), []);
});

test('of many who use the link at once, one becomes the administrator; then it is dead', async () => {
  const link = await newLink();
  const opened = await Promise.all(Array.from({ length: 8 }, () => open(link)));
  const attempts = await Promise.all(
    opened.map((each, place) => fillIn(each, { email: `person${place}@ridgeline.example` })),
  );
  assert.deepEqual(attempts.map(({ status }) => status).sort(), [303, ...Array<number>(7).fill(410)]);
  const winner = attempts.find(({ status }) => status === 303);
  assert.ok(winner);
  assert.equal((await people()).length, 1);
  const me = await winner.browser.get('/manage/v1/session');
  const { roles } = (await me.json()) as { roles: string[] };
  assert.deepEqual(roles, ['operator', 'company_admin', 'person']);
  assert.equal((await open(link)).status, 410);
  assert.equal(await createSetUpLink(platform.house), undefined);
});

test('the company is there with its root folder and full levels, and every step is in the audit trail', async () => {
  const { database } = platform.house;
  const found = await database.read(async (tx) => ({
    companies: await tx.selectFrom('companies').select(['name', 'environment']).execute(),
    roots: await tx.selectFrom('documents').select(['project_id', 'parent_id']).execute(),
    levels: await tx.selectFrom('company_levels').select(['tool', 'level']).orderBy('tool').execute(),
    events: await tx.selectFrom('audit_events').select('event').orderBy('id').execute(),
  }));
  assert.deepEqual(found.companies, [{ name: 'Ridgeline Construction', environment: 'production' }]);
  assert.deepEqual(found.roots, [{ project_id: null, parent_id: null }]);
  assert.deepEqual(found.levels, [
    { tool: 'admin', level: 4 },
    { tool: 'directory', level: 4 },
    { tool: 'documents', level: 4 },
  ]);
  assert.deepEqual(
    found.events.map(({ event }) => event).filter((event) => !/^(?:set_up_link|signing_key)/.test(event)),
    [
      'person.created',
      'company.created',
      'member.added',
      ...Array<string>(3).fill('level.changed'),
      'person.signed_in',
      'deployment.set_up',
    ],
  );
});
