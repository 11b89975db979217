import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { AppClient, NewClientSecret } from '@gatehouse/wire';
import {
  type PortalStage,
  type RegisteredApp,
  registered,
  setPortalStage,
  type Visitor,
} from './portal-stage.test-support.ts';

let stage: PortalStage;
let owner: Visitor;
let app: RegisteredApp;
before(async () => {
  stage = await setPortalStage();
  owner = await stage.newcomer('Owner');
});
after(() => stage[Symbol.asyncDispose]());
beforeEach(async () => {
  app = await registered(owner);
});

const rotate = (body: unknown = {}) =>
  owner.call<NewClientSecret & { errors: Record<string, string[]> }>(
    'POST',
    `${app.path}/clients/sandbox/secrets`,
    body,
  );
const buy = (client_secret: string) =>
  stage.token({ grant_type: 'client_credentials', client_id: app.credentials.client_id, client_secret });

async function secrets(): Promise<AppClient['secrets']> {
  const { body } = await owner.call<AppClient[]>('GET', `${app.path}/clients`);
  return body[0]?.secrets ?? [];
}

test('two secrets work side by side until the deadline; after it a call with the old one fails', async () => {
  const old = app.credentials.client_secret;
  const { status, body: fresh } = await rotate({ expire_old_in_seconds: 60 });
  assert.equal(status, 201, JSON.stringify(fresh));
  assert.equal((await buy(old)).status, 200);
  assert.equal((await buy(fresh.client_secret)).status, 200);
  assert.deepEqual(
    (await secrets()).map(({ expires_at }) => expires_at),
    [fresh.old_expires_at, null],
  );

  stage.platform.clock.advance(60_000);
  const late = await buy(old);
  assert.deepEqual([late.status, late.body.error], [401, 'invalid_client']);
  assert.equal((await buy(fresh.client_secret)).status, 200);
  assert.deepEqual(
    (await secrets()).map(({ id }) => id),
    [fresh.id],
  );
});

test('a leaked secret can be ended at once, and its tokens live on with the app’s permissions', async () => {
  const old = app.credentials.client_secret;
  const token = String((await buy(old)).body.access_token);
  const { body: fresh } = await rotate({ expire_old_in_seconds: 0 });
  assert.equal((await buy(old)).status, 401);
  assert.equal((await buy(fresh.client_secret)).status, 200);
  const info = new URL('/oauth/token/info', stage.platform.url);
  assert.equal((await fetch(info, { headers: { authorization: `Bearer ${token}` } })).status, 200);
  assert.equal((await rotate()).status, 201, 'the ended one no longer counts as active');
});

test('there are never three: however many ask at once, one gets a second secret', async () => {
  const asked = await Promise.all(Array.from({ length: 8 }, () => rotate()));
  assert.deepEqual(asked.map(({ status }) => status).sort(), [201, ...Array.from({ length: 7 }, () => 409)]);
  assert.equal((await secrets()).length, 2);
});

test('without a wish the old one works for seven more days', async () => {
  const now = stage.platform.clock.now();
  const { body } = await rotate();
  const week = Temporal.Instant.from(body.old_expires_at ?? '').epochMilliseconds - now;
  assert.ok(Math.abs(week - 7 * 86_400_000) < 60_000, `${week} ms`);
});

test('deadlines in the past, too far off, twice or of no form are refused by field', async () => {
  for (const [body, field] of [
    [{ old_expires_at: '2020-01-01T00:00:00Z' }, 'old_expires_at'],
    [{ old_expires_at: '2999-01-01T00:00:00Z' }, 'old_expires_at'],
    [{ old_expires_at: 'tomorrow' }, 'old_expires_at'],
    [{ expire_old_in_seconds: 90 * 86_400 + 1 }, 'expire_old_in_seconds'],
    [{ old_expires_at: '2999-01-01T00:00:00Z', expire_old_in_seconds: 1 }, 'old_expires_at'],
  ] as const) {
    const refused = await rotate(body);
    assert.equal(refused.status, 422, JSON.stringify(body));
    assert.deepEqual(Object.keys(refused.body.errors), [field]);
  }
  assert.equal((await secrets()).length, 1);
});

test('a secret is removed at once, but never the last one', async () => {
  const old = app.credentials.client_secret;
  const [only] = await secrets();
  const remove = (id: string | undefined) =>
    owner.call('DELETE', `${app.path}/clients/sandbox/secrets/${id}`);
  assert.equal((await remove(only?.id)).status, 409);
  const { body: fresh } = await rotate();
  assert.equal((await remove(only?.id)).status, 204);
  assert.equal((await buy(old)).status, 401);
  assert.equal((await remove(only?.id)).status, 404);
  assert.equal((await remove(fresh.id)).status, 409);
  assert.equal((await buy(fresh.client_secret)).status, 200);
});

test('an app that was never promoted has no production credentials to touch', async () => {
  assert.equal((await owner.call('POST', `${app.path}/clients/production/secrets`, {})).status, 404);
  assert.equal((await owner.call('POST', `${app.path}/clients/elsewhere/secrets`, {})).status, 404);
});

test('each redirect URI that is refused is named with its reason, and none is registered', async () => {
  const put = (redirect_uris: unknown) =>
    owner.call<{ errors: Record<string, string[]>; redirect_uris: string[] }>(
      'PUT',
      `${app.path}/clients/sandbox/redirect_uris`,
      { redirect_uris },
    );
  const refused = await put([
    'https://good.example/cb',
    'http://public.host/cb',
    'https://good.example/cb#top',
    'javascript:alert(1)',
    'https://*.good.example/cb',
    'https://user@good.example/cb',
    '/cb',
  ]);
  assert.equal(refused.status, 422);
  assert.deepEqual(Object.keys(refused.body.errors), ['redirect_uris']);
  const messages = refused.body.errors.redirect_uris ?? [];
  assert.deepEqual(
    messages.map((message) => message.split(': ')[0]),
    [
      'http://public.host/cb',
      'https://good.example/cb#top',
      'javascript:alert(1)',
      'https://*.good.example/cb',
      'https://user@good.example/cb',
      '/cb',
    ],
  );
  assert.match(messages[0] ?? '', /must begin with https:\/\//);
  const listed = async () =>
    (await owner.call<AppClient[]>('GET', `${app.path}/clients`)).body[0]?.redirect_uris;
  assert.deepEqual(await listed(), ['http://localhost']);

  const taken = await put(['https://good.example/cb', 'https://good.example/cb', 'http://localhost']);
  assert.deepEqual(
    [taken.status, taken.body.redirect_uris],
    [200, ['http://localhost', 'https://good.example/cb']],
  );
  assert.equal((await put(Array.from({ length: 51 }, (_, at) => `https://a${at}.example`))).status, 422);
  assert.deepEqual(await listed(), ['http://localhost', 'https://good.example/cb']);
  assert.deepEqual((await put([])).body.redirect_uris, []);
});
