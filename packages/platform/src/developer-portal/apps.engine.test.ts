import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type App, AppClient, AppCreated, parse } from '@gatehouse/wire';
import Type from 'typebox';
import { type PortalStage, registered, saved, setPortalStage } from './portal-stage.test-support.ts';

let stage: PortalStage;
before(async () => {
  stage = await setPortalStage();
});
after(() => stage[Symbol.asyncDispose]());

test('a newcomer registers an app and finds a sandbox company with projects and documents at once', async () => {
  const nora = await stage.newcomer('Nora');
  const created = await nora.call('POST', '/manage/v1/apps', {
    name: ' Safety Walk ',
    description: 'Walks the site.\nDaily.',
    publisher: 'Brightside',
  });
  assert.equal(created.status, 201, JSON.stringify(created.body));
  const parsed = parse(AppCreated, created.body);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  const { app, credentials } = parsed.value;
  assert.deepEqual(
    [app.name, app.role, app.listing_status, app.latest_version],
    ['Safety Walk', 'owner', 'draft', null],
  );
  assert.equal(app.sandbox_company?.name, 'Safety Walk Sandbox');
  const companyId = app.sandbox_company.id;

  const projects = await nora.call<{ id: number; name: string }[]>(
    'GET',
    `/rest/v1.0/projects?company_id=${companyId}`,
  );
  assert.deepEqual(projects.body.map(({ name }) => name).sort(), [
    'Sandbox Test Project',
    'Standard Project Template',
  ]);
  const header = { 'procore-company-id': String(companyId) };
  const roots = [
    `companies/${companyId}/folders`,
    ...projects.body.map(({ id }) => `folders?project_id=${id}`),
  ];
  for (const root of roots) {
    const { status, body } = await nora.call<{ folders: unknown[] }>(
      'GET',
      `/rest/v1.0/${root}`,
      undefined,
      header,
    );
    assert.equal(status, 200, JSON.stringify(body));
    assert.ok(body.folders.length >= 2, `${root} holds samples`);
  }
  const [row] = await stage.platform.house.database.read((tx) =>
    tx.selectFrom('companies').select('environment').where('id', '=', companyId).execute(),
  );
  assert.equal(row?.environment, 'sandbox');

  const bought = await stage.token({
    grant_type: 'client_credentials',
    client_id: credentials.client_id,
    client_secret: credentials.client_secret,
  });
  assert.equal(bought.status, 200, JSON.stringify(bought.body));
  assert.ok(
    (await nora.call<{ roles: string[] }>('GET', '/manage/v1/session')).body.roles.includes('developer'),
  );
});

test('a sample file can be read: its bytes were durable before its row', async () => {
  const nora = await stage.newcomer('Reader');
  const { app } = await registered(nora);
  const file = await stage.platform.house.database.read((tx) =>
    tx
      .selectFrom('file_versions')
      .select(['location', 'size'])
      .where('company_id', '=', app.sandbox_company?.id ?? 0)
      .executeTakeFirstOrThrow(),
  );
  assert.ok(await stage.platform.house.blobs.has({ location: file.location ?? '' }));
});

test('the secret is shown once: no list, page or table has it again', async () => {
  const nora = await stage.newcomer('Once');
  const { credentials, path } = await registered(nora);
  const clients = await nora.call('GET', `${path}/clients`);
  const parsed = parse(Type.Array(AppClient), clients.body);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  const [client, ...others] = parsed.value;
  assert.deepEqual(others, []);
  assert.equal(client?.client_id, credentials.client_id);
  assert.deepEqual(client?.redirect_uris, ['http://localhost']);
  assert.deepEqual(
    client?.secrets.map(({ hint, expires_at }) => [hint, expires_at]),
    [[credentials.client_secret.slice(-4), null]],
  );
  const secret = credentials.client_secret.slice(4, 40);
  for (const place of [path, `${path}/clients`, '/manage/v1/apps'])
    assert.ok(!JSON.stringify((await nora.call('GET', place)).body).includes(secret), place);
  const kept = await stage.platform.house.database.read((tx) =>
    Promise.all([
      tx.selectFrom('client_secrets').selectAll().execute(),
      tx.selectFrom('audit_events').selectAll().execute(),
    ]),
  );
  assert.ok(!JSON.stringify(kept).includes(secret));
});

test('names that say nothing, are too long or hide characters are refused by field', async () => {
  const nora = await stage.newcomer('Wrong');
  const refused = await nora.call<{ errors: Record<string, string[]> }>('POST', '/manage/v1/apps', {
    name: '  ',
    publisher: 'Bright\u202eside',
    description: 'x'.repeat(1_001),
  });
  assert.equal(refused.status, 422);
  assert.deepEqual(refused.body.errors, {
    name: ['is missing: send 1 to 100 characters'],
    description: ['is too long: send at most 1000 characters'],
    publisher: ['must not hold characters that cannot be seen'],
  });
  assert.deepEqual((await nora.call('GET', '/manage/v1/apps')).body, []);
});

test('apps are listed by page, newest first, and only one’s own', async () => {
  const nora = await stage.newcomer('Pager');
  for (const name of ['One', 'Two', 'Three']) await registered(nora, name);
  const { body, headers } = await nora.call<App[]>('GET', '/manage/v1/apps?page=1&per_page=2');
  assert.deepEqual(
    body.map(({ name }) => name),
    ['Three', 'Two'],
  );
  assert.equal(headers.get('total'), '3');
  assert.match(headers.get('link') ?? '', /rel="next"/);
});

test('another publisher loses the badge; what an operator reviewed is not changed behind them', async () => {
  const nora = await stage.newcomer('Renamer');
  const olivia = await stage.visitor('Olivia Reed');
  const { app, path } = await registered(nora);
  const verify = `/manage/v1/operator/apps/${app.id}/verification`;
  assert.equal((await olivia.call('POST', verify, { verified: true })).status, 200);
  const renamed = await nora.call<App>('PATCH', path, { name: 'Safety Walk 2' });
  assert.deepEqual([renamed.body.name, renamed.body.verified], ['Safety Walk 2', true]);
  const posing = await nora.call<App>('PATCH', path, { publisher: 'Somebody Famous' });
  assert.deepEqual([posing.status, posing.body.verified], [200, false]);

  const version = await saved(nora, path, '1.0.0');
  await nora.call('POST', `${path}/versions/${version.id}/promote`, { release_notes: 'First.' });
  await nora.call('PUT', `${path}/listing`, { tagline: 'Safer sites', about: 'Walk.' });
  assert.equal((await nora.call('POST', `${path}/listing/submit`)).status, 200);
  const behind = await nora.call('PATCH', path, { name: 'Something else' });
  assert.deepEqual(
    [behind.status, behind.body.state, behind.body.allowed],
    [409, 'in_review', ['withdraw', 'approve', 'reject']],
  );
});
