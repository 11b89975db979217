import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decodeJwt } from 'jose';
import { setOAuthStage } from '../testing/oauth-clients.ts';

const hour = 3_600_000;

it('without limits a refresh token waits for as long as it takes', async () => {
  await using stage = await setOAuthStage();
  const { refreshToken } = await stage.pair();
  stage.platform.clock.advance(400 * 24 * hour);
  assert.equal((await stage.refresh(stage.web, refreshToken)).status, 200);
});

it('one that lies unused past the idle limit is dead, and its family with it', async () => {
  await using stage = await setOAuthStage({ refreshIdleLimit: 2 * hour });
  const first = await stage.pair();
  stage.platform.clock.advance(hour);
  const { body } = await stage.refresh(stage.web, first.refreshToken);
  stage.platform.clock.advance(hour);
  const used = await stage.refresh(stage.web, String(body.refresh_token));
  assert.equal(used.status, 200);
  const token = String(used.body.refresh_token);
  stage.platform.clock.advance(2 * hour);
  assert.equal((await stage.introspect(stage.web, token)).body.active, false);
  const late = await stage.refresh(stage.web, token);
  assert.deepEqual([late.status, late.body.error], [400, 'invalid_grant']);
  assert.equal(await stage.audited('token.family_ended'), 1);
  assert.equal((await stage.refresh(stage.web, token)).body.error, 'invalid_grant');
});

it('an authorization past its absolute limit is not refreshed, however often it was used; an app may set a shorter one', async () => {
  await using stage = await setOAuthStage({ refreshAbsoluteLimit: 10 * hour });
  const { house, clock } = stage.platform;
  const lasts = async (hours: number) => {
    let token = (await stage.pair()).refreshToken;
    for (let passed = 1; passed <= hours; passed += 1) {
      clock.advance(hour);
      const { status, body } = await stage.refresh(stage.web, token);
      if (status !== 200) return passed;
      token = String(body.refresh_token);
    }
    return undefined;
  };
  assert.equal(await lasts(12), 10);
  await house.database.write((tx) =>
    tx
      .updateTable('clients')
      .set({ refresh_absolute_limit: 3 * hour })
      .where('client_id', '=', stage.web.clientId)
      .execute(),
  );
  assert.equal(await lasts(5), 3);
});

it('no token outlives the limit of its authorization, at this API or at an outside one', async () => {
  const weather = 'https://weather.example/api';
  await using stage = await setOAuthStage({
    refreshAbsoluteLimit: 10 * hour,
    resources: [weather],
    resourceTokenTtl: hour,
  });
  const { clock } = stage.platform;
  using _ = clock.still();
  const outside = await stage.redeem(stage.web, await stage.code(stage.web, { resource: weather }));
  const own = await stage.redeem(stage.web, await stage.code());
  const end = Math.floor(clock.now() / 1000) + 36_000;
  assert.equal(own.body.expires_in, 5400);
  clock.advance(10 * hour - 600_000);
  const last = await stage.refresh(stage.web, String(own.body.refresh_token));
  assert.equal(last.body.expires_in, 600);
  const { body } = await stage.refresh(stage.web, String(outside.body.refresh_token));
  assert.ok(Number(decodeJwt(String(body.access_token)).exp) <= end);
  const token = String(last.body.access_token);
  assert.ok(Number((await stage.introspect(stage.web, token)).body.exp) <= end);
  // A retry after a lost answer ends no later.
  const again = await stage.refresh(stage.web, String(own.body.refresh_token));
  assert.deepEqual([again.body.access_token, again.body.expires_in], [token, 600]);
  assert.equal(await stage.isAlive(token), true);
  clock.advance(600_000);
  assert.equal(await stage.isAlive(token), false);
  assert.equal((await stage.introspect(stage.web, String(body.access_token))).body.active, false);
});

it('a limit that is shorter than an access token cuts the first one', async () => {
  await using stage = await setOAuthStage({ refreshAbsoluteLimit: 60_000 });
  using _ = stage.platform.clock.still();
  const { body } = await stage.redeem(stage.web, await stage.code());
  assert.equal(body.expires_in, 60);
  stage.platform.clock.advance(60_000);
  assert.equal(await stage.isAlive(String(body.access_token)), false);
});

it('a person is told when a token that was shown twice cost an app its access', async () => {
  await using stage = await setOAuthStage();
  const { refreshToken } = await stage.pair();
  await stage.refresh(stage.web, refreshToken);
  stage.platform.clock.advance(10_000);
  assert.equal((await stage.refresh(stage.web, refreshToken)).body.error, 'invalid_grant');
  const { database } = stage.platform.house;
  const notices = await database.read((tx) =>
    tx.selectFrom('notices').selectAll().where('person_id', '=', stage.personId).execute(),
  );
  const told = notices.filter(({ kind }) => kind === 'tokens.reused').map(({ data }) => JSON.parse(data));
  assert.deepEqual(
    told.map(({ app_name }) => app_name),
    ['Web'],
  );
});
