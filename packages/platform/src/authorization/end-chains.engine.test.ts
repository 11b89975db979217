import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type OAuthStage, type Pair, setOAuthStage, type TestClient } from '../testing/oauth-clients.ts';
import { endChains } from './end-chains.ts';
import { endFamily } from './family-store.ts';
import { readRefreshToken } from './refresh-token.ts';
import { sweep } from './sweep.ts';

const hour = 3_600_000;
const month = 31 * 24 * hour;

describe('chains whose tokens nobody shows again', () => {
  let stage: OAuthStage;
  beforeEach(async () => {
    stage = await setOAuthStage();
  });
  afterEach(() => stage[Symbol.asyncDispose]());

  const end = () => endChains(stage.platform.house);
  const pass = (time: number) => stage.platform.clock.advance(time);
  const change = (client: TestClient, set: Readonly<Record<string, unknown>>) =>
    stage.platform.house.database.write((tx) =>
      tx.updateTable('clients').set(set).where('client_id', '=', client.clientId).execute(),
    );
  const families = () =>
    stage.platform.house.database.read((tx) =>
      tx.selectFrom('token_families').selectAll().orderBy('id').execute(),
    );
  const familyOf = ({ refreshToken }: Pair) =>
    readRefreshToken(stage.platform.house.keys, refreshToken)?.familyId ?? assert.fail();

  it('end a while after the idle limit of their app, and are gone a month later', async () => {
    await change(stage.web, { refresh_idle_limit: 2 * hour });
    const forgotten = await stage.pair();
    pass(hour);
    const { body } = await stage.refresh(stage.web, (await stage.pair()).refreshToken);
    pass(2 * hour);
    // Its access token may work yet, whatever became of the refresh token.
    assert.equal(await end(), 0);
    pass(hour);
    assert.equal(await end(), 1);
    const [ended, used] = await families();
    assert.equal(ended?.id, familyOf(forgotten));
    assert.deepEqual([ended?.revoked_reason, ended?.successor_sealed], ['idle_limit', null]);
    assert.equal(used?.revoked_at, null);
    assert.equal(await stage.audited('token.family_ended'), 1);
    const late = await stage.refresh(stage.web, forgotten.refreshToken);
    assert.deepEqual([late.status, late.body.error], [400, 'invalid_grant']);
    assert.equal((await stage.refresh(stage.web, String(body.refresh_token))).body.error, 'invalid_grant');
    assert.equal(await stage.audited('token.family_ended'), 2);
    pass(month);
    await sweep(stage.platform.house);
    assert.deepEqual(await families(), []);
  });

  it('end a while after the absolute limit, however lately they were used, and no chain of another app does', async () => {
    await change(stage.web, { refresh_absolute_limit: 10 * hour });
    const { body } = await stage.redeem(stage.other, await stage.code(stage.other));
    const first = await stage.pair();
    pass(9 * hour);
    await stage.refresh(stage.web, first.refreshToken);
    pass(4 * hour);
    assert.equal(await end(), 1);
    assert.equal(await end(), 0);
    assert.equal((await stage.refresh(stage.web, first.refreshToken)).body.error, 'invalid_grant');
    assert.equal((await stage.refresh(stage.other, String(body.refresh_token))).status, 200);
  });

  it('end with their access token where their app has no refresh tokens', async () => {
    await change(stage.web, { grant_types: '["authorization_code"]' });
    const { body } = await stage.redeem(stage.web, await stage.code());
    assert.equal(body.refresh_token, undefined);
    pass(hour);
    assert.equal(await end(), 0);
    assert.equal(await stage.isAlive(String(body.access_token)), true);
    pass(hour);
    assert.equal(await end(), 1);
    assert.equal((await families())[0]?.revoked_reason, 'no_refresh_token');
    pass(month);
    await sweep(stage.platform.house);
    assert.deepEqual(await families(), []);
  });

  it('go on where the grant of refresh tokens was switched off after they got one', async () => {
    const { refreshToken } = await stage.pair();
    await change(stage.web, { grant_types: '["authorization_code"]' });
    pass(month);
    assert.equal(await end(), 0);
    await change(stage.web, { grant_types: '["authorization_code","refresh_token"]' });
    assert.equal((await stage.refresh(stage.web, refreshToken)).status, 200);
  });

  it('are found in steps, among living ones and dead ones', async () => {
    await change(stage.web, { refresh_idle_limit: hour });
    const living = await stage.pair();
    const [row] = await families();
    assert.ok(row);
    const now = stage.platform.clock.now();
    const copies = Array.from({ length: 1_000 }, (_, place) => ({
      ...row,
      id: `0${String(place).padStart(25, '0')}`,
      rotated_at: place % 2 === 0 ? now - 5 * hour : now,
      revoked_at: place % 5 === 0 ? now : null,
    }));
    await stage.platform.house.database.write(async (tx) => {
      for (let at = 0; at < copies.length; at += 250)
        await tx
          .insertInto('token_families')
          .values(copies.slice(at, at + 250))
          .execute();
    });
    assert.equal(await end(), 400);
    assert.equal(await end(), 0);
    assert.equal((await stage.refresh(stage.web, living.refreshToken)).status, 200);
  });

  it('live on where one was shown while the timer looked at it', async () => {
    const { refreshToken } = await stage.pair();
    const [seen] = await families();
    assert.ok(seen);
    const { body } = await stage.refresh(stage.web, refreshToken);
    const { house, clock } = stage.platform;
    assert.equal(await house.database.write((tx) => endFamily(tx, seen, 'idle_limit', clock.now())), false);
    assert.equal((await stage.refresh(stage.web, String(body.refresh_token))).status, 200);
  });

  it('end where their app begins a new one each time: those unused longest, beyond a hundred, and after a season', async () => {
    const kept = await stage.pair();
    const { house, clock } = stage.platform;
    const [row = assert.fail()] = await families();
    await house.database.write(async (tx) => {
      for (let at = 0; at < 120; at += 1)
        await tx
          .insertInto('token_families')
          .values({ ...row, id: `forgotten-${at}`, rotated_at: clock.now() + at })
          .execute();
    });
    pass(91 * 24 * hour);
    const { body } = await stage.refresh(stage.web, kept.refreshToken);
    assert.equal(await end(), 21);
    assert.equal(await end(), 0);
    const ended = (await families()).filter((each) => each.revoked_at !== null);
    assert.deepEqual(
      ended.map(({ id }) => id).sort(),
      Array.from({ length: 21 }, (_, at) => `forgotten-${at}`).sort(),
    );
    assert.ok(ended.every((each) => each.revoked_reason === 'forgotten'));
    assert.equal((await stage.refresh(stage.web, String(body.refresh_token))).status, 200);
  });

  it('go on, however many there are, while they are used', async () => {
    const { house } = stage.platform;
    await stage.pair();
    const [row = assert.fail()] = await families();
    await house.database.write(async (tx) => {
      for (let at = 0; at < 120; at += 1)
        await tx
          .insertInto('token_families')
          .values({ ...row, id: `used-${at}` })
          .execute();
    });
    pass(89 * 24 * hour);
    assert.equal(await end(), 0);
  });
});
