import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { testEngine } from '@gatehouse/database/testing';
import { systemTicks } from '@gatehouse/service';
import { databaseClock } from './database-clock.ts';
import { type RunningPlatform, startPlatform } from './start.ts';
import {
  answerOf,
  type OAuthStage,
  pairOf,
  setOAuthStage,
  type TestClient,
} from './testing/oauth-clients.ts';

const hour = 3_600_000;

if (testEngine === 'postgres')
  describe('nodes that share a database, one with a clock that is wrong', () => {
    let stage: OAuthStage;
    let node: RunningPlatform;
    let wrongBy = 0;
    before(async () => {
      stage = await setOAuthStage({ refreshGrace: 60_000 });
      const { settings, random, logger } = stage.platform.house;
      const clock = { now: () => Date.now() + wrongBy };
      node = await startPlatform(settings, { clock, ticks: systemTicks, random, logger });
    });
    after(async () => {
      await node.close();
      await stage[Symbol.asyncDispose]();
    });

    const there = (path: string, { clientId, clientSecret }: TestClient, fields: Record<string, string>) => {
      const body = new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret ?? '',
        ...fields,
      });
      return answerOf(fetch(new URL(path, node.house.issuer), { method: 'POST', body }));
    };
    const refreshThere = (refresh_token: string) =>
      there('/oauth/token', stage.web, { grant_type: 'refresh_token', refresh_token });
    const isActiveThere = async (token: string) =>
      (await there('/oauth/introspect', stage.web, { token })).body.active;
    const endThere = async (token: string) =>
      Number((await there('/oauth/introspect', stage.web, { token })).body.exp);

    for (const jump of [hour, -hour])
      it(`a node whose clock jumps lengthens no token, and ends none (${jump / hour} h)`, async () => {
        wrongBy = 0;
        const { accessToken, refreshToken } = await stage.pair();
        const end = await endThere(accessToken);
        wrongBy = jump;
        assert.equal(await isActiveThere(accessToken), true);
        const renewed = pairOf((await refreshThere(refreshToken)).body);
        const lifetime = (await endThere(renewed.accessToken)) - end;
        assert.ok(Math.abs(lifetime) < 600, `${lifetime} s`);
        assert.equal(await stage.isAlive(renewed.accessToken), true);
        assert.equal(await isActiveThere(renewed.accessToken), true);
      });

    for (const jump of [hour, -hour])
      it(`a refresh whose answer was lost is answered by the same pair, within the grace alone (${jump / hour} h)`, async () => {
        wrongBy = jump;
        const first = await stage.pair();
        const second = pairOf((await stage.refresh(stage.web, first.refreshToken)).body);
        assert.deepEqual(pairOf((await refreshThere(first.refreshToken)).body), second);
        const third = pairOf((await refreshThere(second.refreshToken)).body);
        assert.deepEqual(pairOf((await stage.refresh(stage.web, second.refreshToken)).body), third);
        await stage.platform.house.database.write((tx) =>
          tx
            .updateTable('token_families')
            .set((it) => ({ rotated_at: it('rotated_at', '-', 61_000) }))
            .where('revoked_at', 'is', null)
            .execute(),
        );
        assert.equal((await refreshThere(second.refreshToken)).body.error, 'invalid_grant');
        assert.equal(await stage.isAlive(third.accessToken), false, 'outside it the chain dies');
      });

    it('time goes on by ticks until the database is asked again, whose answer counts unless it comes late', async () => {
      const { database } = stage.platform.house;
      let ticked = 0;
      let each = 0;
      const clock = await databaseClock(database, () => (ticked += each));
      const began = clock.now();
      ticked += hour;
      assert.equal(clock.now() - began, hour);
      await clock.adjust();
      assert.ok(clock.now() - began < hour, 'the database has the last word');
      each = hour;
      await clock.adjust();
      each = 0;
      assert.ok(clock.now() - began >= 2 * hour, 'nothing is believed that took hours');
    });
  });
