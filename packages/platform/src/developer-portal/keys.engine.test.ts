import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import type { AppClientKey } from '@gatehouse/wire';
import {
  type PortalStage,
  type RegisteredApp,
  registered,
  setPortalStage,
  type Visitor,
} from './portal-stage.test-support.ts';

type Refused = { readonly errors: Record<string, string[]> };

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

const path = (environment = 'sandbox') => `${app.path}/clients/${environment}/keys`;
const add = (jwk: unknown, visitor = owner) => visitor.call<AppClientKey & Refused>('POST', path(), { jwk });
const list = async () => (await owner.call<AppClientKey[]>('GET', path())).body.map(({ kid }) => kid);
const publicJwk = (kid?: string) => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  ...(kid !== undefined && { kid }),
});
const audited = async (event: string) =>
  (
    await stage.platform.house.database.read((tx) =>
      tx
        .selectFrom('audit_events')
        .select('details')
        .where('event', '=', event)
        .where('subject', '=', `client:${app.credentials.client_id}`)
        .execute(),
    )
  ).map(({ details }) => String(details));

test('a key is registered, listed and removed, each with its audit event', async () => {
  assert.deepEqual(await list(), []);
  const { status, body } = await add(publicJwk('2026'));
  assert.equal(status, 201, JSON.stringify(body));
  assert.deepEqual([body.kid, body.algorithm], ['2026', 'ES256']);
  assert.deepEqual(await list(), ['2026']);
  assert.equal((await owner.call('DELETE', `${path()}/2026`)).status, 204);
  assert.equal((await owner.call('DELETE', `${path()}/2026`)).status, 404);
  assert.deepEqual(await list(), []);
  for (const event of ['client_key.added', 'client_key.removed']) {
    const [details, ...more] = await audited(event);
    assert.match(details ?? '', /"2026"/);
    assert.deepEqual(more, []);
  }
});

test('a private key is refused in plain words, and nothing of it is kept', async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const jwk = privateKey.export({ format: 'jwk' });
  const { status, body } = await add(jwk);
  assert.equal(status, 422);
  assert.match(body.errors.jwk?.[0] ?? '', /^d belongs to the private key.*replace this key pair/);
  assert.ok(!stage.platform.logs().includes(jwk.d ?? 'd'));
  assert.deepEqual(await list(), []);
});

test('what is no key at all is refused by its field', async () => {
  for (const jwk of [undefined, null, 'text', [], 7]) {
    const { status, body } = await add(jwk);
    assert.equal(status, 400, `${jwk} ${status} ${JSON.stringify(body)}`);
    assert.match(JSON.stringify(body.errors), /jwk/);
  }
});

test('a kid names one key for ever, also where two ask at once', async () => {
  const both = await Promise.all([add(publicJwk('twin')), add(publicJwk('twin'))]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
  assert.equal((await owner.call('DELETE', `${path()}/twin`)).status, 204);
  const again = await add(publicJwk('twin'));
  assert.equal(again.status, 409);
  assert.match(again.body.errors.jwk?.[0] ?? '', /^kid twin /);
});

test('there are never more than five, however many ask at once', async () => {
  const asked = await Promise.all(Array.from({ length: 8 }, (_, at) => add(publicJwk(`key-${at}`))));
  assert.deepEqual(asked.map(({ status }) => status).sort(), [
    ...Array<number>(5).fill(201),
    ...Array<number>(3).fill(409),
  ]);
  assert.equal((await list()).length, 5);
});

test('the last key of an app that signs alone stays, also where two are removed at once; the fix is told', async () => {
  const policy = (require_private_key_jwt: boolean) =>
    owner.call('PATCH', `${app.path}/clients/sandbox/policy`, { require_private_key_jwt });
  for (const kid of ['one', 'two']) await add(publicJwk(kid));
  assert.equal((await policy(true)).status, 200);
  const removals = await Promise.all(
    ['one', 'two'].map((kid) => owner.call<Refused>('DELETE', `${path()}/${kid}`)),
  );
  assert.deepEqual(removals.map(({ status }) => status).sort(), [204, 422]);
  const refused = removals.find(({ status }) => status === 422);
  assert.match(refused?.body.errors.base?.[0] ?? '', /add another key first.*require_private_key_jwt/);
  const [last] = await list();
  assert.equal((await list()).length, 1);
  assert.equal((await owner.call('DELETE', `${path()}/nobody`)).status, 404);
  assert.equal((await policy(false)).status, 200);
  assert.equal((await owner.call('DELETE', `${path()}/${last}`)).status, 204);
});

test('a developer of the app sees its keys and may not change them', async () => {
  const helper = await stage.newcomer(`Helper${app.app.id}`);
  await owner.call('POST', `${app.path}/collaborators`, { email: helper.email, role: 'developer' });
  await stage.joins(helper);
  await add(publicJwk('seen'));
  assert.equal((await helper.call('GET', path())).status, 200);
  assert.equal((await add(publicJwk(), helper)).status, 403);
  assert.equal((await helper.call('DELETE', `${path()}/seen`)).status, 403);
  assert.deepEqual(await list(), ['seen']);
});

test('an app that was never promoted has no production client to give a key', async () => {
  assert.equal((await owner.call('GET', path('production'))).status, 404);
  assert.equal((await owner.call('POST', path('production'), { jwk: publicJwk() })).status, 404);
  assert.equal((await owner.call('DELETE', `${path('production')}/any`)).status, 404);
});
