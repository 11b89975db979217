import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '@gatehouse/database';
import { planner, type Recorded, recordStatements, testEngine } from '@gatehouse/database/testing';
import { setOAuthStage } from '../testing/oauth-clients.ts';
import { readRefreshToken } from './refresh-token.ts';
import { revokeGrant } from './revoke-grant.ts';

const dead = 20_000;
const origin = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;

test('what lives is found among many dead chains of the same Allow, by either way of revoking', async () => {
  await using stage = await setOAuthStage();
  const { house } = stage.platform;
  const [one, two] = [await stage.pair(), await stage.pair()];
  const { familyId } = readRefreshToken(house.keys, one.refreshToken) ?? assert.fail();
  const columns = sql.raw(
    'client_id, grant_id, generation, refresh_hash, previous_hash, created_at, rotated_at, dpop_jkt, scope, resource, ends_at, repeated_at, successor_sealed',
  );
  const { grantId } = await house.database.write(async (tx) => {
    await sql`insert into token_families (id, revoked_at, revoked_reason, ${columns})
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(dead)})
      select 'dead-' || n.i, created_at, 'long ago', ${columns} from token_families, n where id = ${familyId}`.execute(
      tx,
    );
    const row = await tx
      .selectFrom('token_families')
      .select('grant_id')
      .where('id', '=', familyId)
      .executeTakeFirstOrThrow();
    return { grantId: row.grant_id };
  });
  const plans = await planner(testEngine, house.settings.databaseUrl ?? assert.fail());
  try {
    const statements = await recordStatements(testEngine, async () => {
      await stage.revoke(stage.web, one.refreshToken);
      await house.database.write((tx) => revokeGrant(house, tx, origin, { grantId, reason: 'test' }));
    });
    assert.equal(await stage.isAlive(two.accessToken), false);
    const isOfChains = ({ text }: Recorded) => /^update "token_families"/.test(text);
    const updates = statements.filter(isOfChains);
    assert.equal(updates.length, 2);
    const ways = await Promise.all(updates.map((statement) => plans.plan(statement)));
    const steps = ways.flat().filter(({ table }) => table === 'token_families');
    assert.ok(steps.length >= 2);
    for (const { by, text, rows } of steps) {
      assert.notEqual(by, 'token_families_by_grant', text);
      assert.ok(by !== null && (rows ?? 0) < 10, `${text} ${rows}`);
    }
  } finally {
    await plans.close();
  }
});
