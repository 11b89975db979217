import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ServiceAccountCredentials, ServiceAccounts } from '@gatehouse/wire';
import { setPortalStage } from '../developer-portal/portal-stage.test-support.ts';

const day = 86_400_000;

it('a deployment may end traditional accounts: first no new ones, then none that works', async () => {
  const today = Math.floor(Date.now() / day) * day;
  await using stage = await setPortalStage({
    serviceAccountsCreatedUntil: today + 2 * day,
    serviceAccountsWorkUntil: today + 4 * day,
    sessionTtl: 30 * day,
  });
  const ana = await stage.visitor('Ana Torres');
  const [company] = stage.platform.demo.companies;
  const path = `/manage/v1/companies/${company?.id}/service_accounts`;
  const create = () => ana.call<ServiceAccountCredentials>('POST', path, { name: 'ERP' });
  const made = await create();
  assert.equal(made.status, 201);
  assert.deepEqual([made.body.traditional.may_be_created, made.body.traditional.warning], [true, 'ending']);
  assert.deepEqual(
    made.body.service_account.hints.map(({ kind }) => kind),
    ['ending'],
  );
  const token = () =>
    stage.token({
      grant_type: 'client_credentials',
      client_id: made.body.client_id,
      client_secret: made.body.client_secret,
    });
  const listed = async () => (await ana.call<ServiceAccounts>('GET', path)).body;

  stage.platform.clock.advance(2 * day);
  assert.equal(await ana.prove(), 303);
  const refused = await create();
  assert.equal(refused.status, 422);
  assert.equal((await listed()).traditional.warning, 'creation_ended');
  const bought = await token();
  assert.equal(bought.status, 200);

  stage.platform.clock.advance(2 * day - 600_000);
  const late = stage.platform.clock.now() < today + 4 * day ? await token() : bought;
  stage.platform.clock.advance(600_000);
  const dead = await token();
  assert.deepEqual([dead.status, dead.body.error], [401, 'invalid_client']);
  const me = await fetch(new URL('/rest/v1.0/me', stage.platform.url), {
    headers: {
      authorization: `Bearer ${late.body.access_token}`,
      'procore-company-id': String(company?.id),
    },
  });
  assert.equal(me.status, 401);
  const { service_accounts: accounts, traditional } = await listed();
  assert.equal(traditional.warning, 'ended');
  for (const { kind, state, reason } of accounts) {
    const ended = kind === 'traditional' ? ['expired', 'traditional_accounts_ended'] : ['active', null];
    assert.deepEqual([state, reason], ended, kind);
  }
  assert.ok(accounts.some(({ kind }) => kind === 'developer_managed'));
});
