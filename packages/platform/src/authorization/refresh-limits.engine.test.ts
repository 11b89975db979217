import assert from 'node:assert/strict';
import { it } from 'node:test';
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
