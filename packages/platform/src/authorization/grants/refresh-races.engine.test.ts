import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { answerOf, type OAuthStage, type Pair, pairOf, setOAuthStage } from '../../testing/oauth-clients.ts';
import { readRefreshToken } from '../refresh-token.ts';

/** Long enough for any machine: what races within it is a repeat. */
const grace = 60_000;

describe('refreshing in a race', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage({ refreshGrace: grace });
  });
  after(() => stage[Symbol.asyncDispose]());

  const refresh = async (token: string): Promise<Pair | undefined> => {
    const { status, body } = await stage.refresh(stage.web, token);
    if (status === 200) return pairOf(body);
    assert.equal(status, 400);
    assert.equal(body.error, 'invalid_grant');
    return undefined;
  };
  const familyOf = async ({ refreshToken }: Pair) => {
    const name = readRefreshToken(stage.platform.house.keys, refreshToken);
    assert.ok(name);
    return await stage.platform.house.database.read((tx) =>
      tx.selectFrom('token_families').selectAll().where('id', '=', name.familyId).executeTakeFirstOrThrow(),
    );
  };
  const pastGrace = () => stage.platform.clock.advance(grace);

  it('100 parallel refreshes of one token give one identical pair, and one living chain', async () => {
    const first = await stage.pair();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => stage.refresh(stage.web, first.refreshToken)),
    );
    const pairs = answers.map(({ status, body }) => ({ status, ...pairOf(body) }));
    const [pair] = pairs;
    assert.ok(pair);
    assert.equal(pair.status, 200);
    for (const other of pairs) assert.deepEqual(other, pair);
    const family = await familyOf(pair);
    assert.equal(family.generation, 1);
    assert.equal(family.revoked_at, null);
    assert.equal(await stage.audited('token.refresh_repeated'), 1);
  });

  it('without a grace exactly one of 100 parallel refreshes wins, and the replays kill the chain', async () => {
    await using strict = await setOAuthStage({ refreshGrace: 0 });
    const first = await strict.pair();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => strict.refresh(strict.web, first.refreshToken)),
    );
    const winners = answers.filter(({ status }) => status === 200);
    assert.equal(winners.length, 1);
    const [winner] = winners;
    assert.ok(winner);
    assert.equal(await strict.isAlive(pairOf(winner.body).accessToken), false);
  });

  it('after a revoke that raced refreshes nothing of the family is alive', async () => {
    for (let round = 0; round < 60; round += 1) {
      const first = await stage.pair();
      const [refreshed, revoked, again] = await Promise.all([
        stage.refresh(stage.web, first.refreshToken),
        stage.revoke(stage.web, round % 2 === 0 ? first.refreshToken : first.accessToken),
        stage.refresh(stage.web, first.refreshToken),
      ]);
      assert.equal(revoked.status, 200);
      for (const { status, body } of [refreshed, again]) {
        if (status !== 200) continue;
        assert.equal(await stage.isAlive(pairOf(body).accessToken), false);
        assert.equal(await refresh(pairOf(body).refreshToken), undefined);
      }
      assert.equal(await stage.isAlive(first.accessToken), false);
      assert.notEqual((await familyOf(first)).revoked_at, null);
    }
  });

  it('agrees with a small model on random histories', async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ kind: fc.constant('show' as const), back: fc.nat(3) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), back: fc.constant(0) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('revoke' as const), back: fc.nat(3) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('steal' as const), back: fc.nat(3) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        // The model: every pair so far, whether the family lives, and whether the last rotation is within its grace.
        const pairs = [await stage.pair()];
        let alive = true;
        let recent = false;
        for (const { kind, back } of steps) {
          const at = Math.max(0, pairs.length - 1 - back);
          const shown = pairs[at];
          assert.ok(shown);
          if (kind === 'wait') {
            pastGrace();
            recent = false;
          } else if (kind === 'steal') {
            assert.equal((await stage.refresh(stage.other, shown.refreshToken)).status, 400);
          } else if (kind === 'revoke') {
            assert.equal((await stage.revoke(stage.web, shown.refreshToken)).status, 200);
            alive = false;
          } else {
            const given = await refresh(shown.refreshToken);
            const isCurrent = at === pairs.length - 1;
            const isRepeat = at === pairs.length - 2 && recent;
            if (!alive) assert.equal(given, undefined);
            else if (isCurrent) {
              assert.ok(given);
              pairs.push(given);
              recent = true;
            } else if (isRepeat) assert.deepEqual(given, pairs.at(-1));
            else {
              assert.equal(given, undefined);
              alive = false;
            }
          }
        }
        for (const { accessToken } of pairs.slice(-2)) assert.equal(await stage.isAlive(accessToken), alive);
      }),
      { numRuns: 25 },
    );
  });
});

describe('refreshing on two nodes', () => {
  it('parallel refreshes of one token give one chain, whichever node is asked', async () => {
    await using stage = await setOAuthStage({ refreshGrace: 60_000 });
    const second = await stage.platform.startNode();
    const first = await stage.pair();
    const ask = async (platformUrl: string) => {
      const body = new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: stage.web.clientId,
        client_secret: stage.web.clientSecret ?? '',
        refresh_token: first.refreshToken,
      });
      return await answerOf(fetch(new URL('/oauth/token', platformUrl), { method: 'POST', body }));
    };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, place) =>
        ask(place % 2 === 0 ? stage.platform.url : second.house.issuer),
      ),
    );
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.equal(new Set(answers.map(({ body }) => body.refresh_token)).size, 1);
    assert.equal(new Set(answers.map(({ body }) => body.access_token)).size, 1);
  });
});
