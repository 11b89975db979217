import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { routesOf } from '../compose.ts';
import {
  type PortalStage,
  type RegisteredApp,
  readsDocuments,
  registered,
  saved,
  setPortalStage,
  type Visitor,
} from './portal-stage.test-support.ts';

let stage: PortalStage;
let owner: Visitor;
let app: RegisteredApp;
let versionId: number;
let kid: string;

before(async () => {
  stage = await setPortalStage();
  owner = await stage.newcomer('Owner');
  app = await registered(owner);
  versionId = (await saved(owner, app.path, '1.0.0')).id;
  const added = await owner.call<{ kid: string }>('POST', `${app.path}/clients/sandbox/keys`, {
    jwk: publicJwk(),
  });
  kid = added.body.kid;
});
after(() => stage[Symbol.asyncDispose]());

function publicJwk() {
  return generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
}

interface Attempt {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** A body that each route would take from somebody who may. */
const bodies: Readonly<Record<string, unknown>> = {
  'PATCH ': { name: 'Taken' },
  'PUT /clients/sandbox/redirect_uris': { redirect_uris: ['https://evil.example/cb'] },
  'POST /clients/sandbox/secrets': {},
  'POST /clients/sandbox/keys': { jwk: publicJwk() },
  'POST /versions': { semver: '9.0.0', manifest: readsDocuments },
  'POST /versions/promote': { release_notes: 'x' },
  'POST /event_subscriptions': { url: 'https://evil.example/events', environment: 'sandbox' },
  'PUT /listing': { tagline: 'x', about: 'x' },
};

/** Every route of the portal about one app, with this app's own ids filled in. */
async function attempts(): Promise<Attempt[]> {
  const [client] = (await owner.call<{ secrets: { id: string }[] }[]>('GET', `${app.path}/clients`)).body;
  return routesOf(stage.platform.house)
    .filter(({ path, summary }) => path.startsWith('/manage/v1/apps/:app_id') && summary !== '')
    .map(({ method, path }) => {
      const rest = path.replace('/manage/v1/apps/:app_id', '');
      const id = path.includes('/secrets/') ? client?.secrets[0]?.id : versionId;
      return {
        method,
        path: `${app.path}${rest
          .replace(':environment', 'sandbox')
          .replace(':kid', kid)
          .replace(':person_id', String(owner.personId))
          .replace(':id', String(id))}`,
        body:
          method === 'GET' || method === 'DELETE'
            ? undefined
            : (bodies[`${method} ${rest.replace(':environment', 'sandbox').replace('/:id', '')}`] ??
              (rest === '/collaborators' ? { email: owner.email, role: 'developer' } : {})),
      };
    });
}

test('to a stranger no route of the portal has such an app: the same 404 as for an id nobody has', async () => {
  const stranger = await stage.newcomer('Stranger');
  await registered(stranger, 'Own app');
  const before_ = await snapshot();
  const tried = await attempts();
  assert.ok(tried.length >= 18, `only ${tried.length} routes were tried`);
  for (const { method, path, body } of tried) {
    const { status, body: answer } = await stranger.call(method, path, body);
    assert.deepEqual([status, answer], [404, { errors: ['Item not found'] }], `${method} ${path}`);
  }
  assert.deepEqual(await snapshot(), before_);
});

test('ids of one’s own app do not open parts of another', async () => {
  const stranger = await stage.newcomer('Mixer');
  const own = await registered(stranger, 'Mixer app');
  for (const step of ['', '/promote', '/retire']) {
    const method = step === '' ? 'GET' : 'POST';
    const body = method === 'GET' ? undefined : { release_notes: 'x' };
    assert.equal((await stranger.call(method, `${own.path}/versions/${versionId}${step}`, body)).status, 404);
  }
  const [client] = (await owner.call<{ secrets: { id: string }[] }[]>('GET', `${app.path}/clients`)).body;
  const secret = client?.secrets[0]?.id ?? '';
  assert.equal((await stranger.call('DELETE', `${own.path}/clients/sandbox/secrets/${secret}`)).status, 404);
});

test('operators’ routes are closed to all others, and open no portal to an operator', async () => {
  const olivia = await stage.visitor('Olivia Reed');
  const line: [string, string, unknown][] = [
    ['GET', '/manage/v1/operator/verifications', undefined],
    ['GET', '/manage/v1/operator/reviews', undefined],
    ['POST', `/manage/v1/operator/apps/${app.app.id}/verification`, { verified: true }],
    ['POST', `/manage/v1/operator/apps/${app.app.id}/review`, { decision: 'approve' }],
  ];
  for (const [method, path, body] of line)
    assert.equal((await owner.call(method, path, body)).status, 403, `${method} ${path}`);
  assert.equal((await olivia.call('GET', app.path)).status, 404);
  const none = '/manage/v1/operator/apps/999999999/verification';
  assert.equal((await olivia.call('POST', none, { verified: true })).status, 404);
});

test('an app’s own token is refused, and so is a session without its CSRF token', async () => {
  const { client_id, client_secret } = app.credentials;
  const bought = await stage.token({ grant_type: 'client_credentials', client_id, client_secret });
  const url = new URL(app.path, stage.platform.url);
  const headers = { authorization: `Bearer ${String(bought.body.access_token)}` };
  assert.equal((await fetch(url, { headers })).status, 401);
  assert.equal((await fetch(url)).status, 401);
  const wish = { name: 'Taken' };
  for (const token of ['', 'x', app.credentials.client_secret])
    assert.equal((await owner.call('PATCH', app.path, wish, { 'x-csrf-token': token })).status, 403);
  assert.equal((await owner.call<{ name: string }>('GET', app.path)).body.name, app.app.name);
});

async function snapshot(): Promise<unknown> {
  const { id } = app.app;
  const { client_id: clientId } = app.credentials;
  return await stage.platform.house.database.read((tx) =>
    Promise.all([
      tx.selectFrom('apps').selectAll().where('id', '=', id).execute(),
      tx.selectFrom('app_versions').selectAll().where('app_id', '=', id).orderBy('id').execute(),
      tx.selectFrom('app_collaborators').selectAll().where('app_id', '=', id).orderBy('person_id').execute(),
      tx.selectFrom('app_listings').selectAll().where('app_id', '=', id).orderBy('status').execute(),
      tx.selectFrom('redirect_uris').selectAll().where('client_id', '=', clientId).orderBy('uri').execute(),
      tx.selectFrom('client_secrets').selectAll().where('client_id', '=', clientId).orderBy('id').execute(),
    ]),
  );
}
