import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type OAuthStage, setOAuthStage } from '../testing/oauth-clients.ts';
import { revokeGrant } from './revoke-grant.ts';
import { sweep } from './sweep.ts';

const day = 24 * 3_600_000;
const system = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;

describe('an Allow that was taken back', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const rows = () =>
    stage.platform.house.database.read(async (tx) => ({
      grants: await tx.selectFrom('grants').select('id').orderBy('id').execute(),
      companies: await tx.selectFrom('grant_companies').select('grant_id').execute(),
      remembered: await tx.selectFrom('remembered_consents').select('grant_id').execute(),
    }));
  const pass = async (days: number) => {
    stage.platform.clock.advance(days * day);
    await sweep(stage.platform.house);
  };

  it('is gone a month later, with what was chosen and shown, and no other is', async () => {
    const { house } = stage.platform;
    await stage.pair();
    const { body } = await stage.redeem(stage.other, await stage.code(stage.other));
    const [taken = assert.fail(), kept = assert.fail()] = (await rows()).grants;
    await house.database.write((tx) =>
      revokeGrant(house, tx, system, { grantId: taken.id, reason: 'person' }),
    );
    await pass(29);
    assert.deepEqual((await rows()).grants, [taken, kept]);
    // One that another node ended late, and whose own month is not over.
    await house.database.write((tx) =>
      tx
        .updateTable('token_families')
        .set({ revoked_at: house.clock.now() })
        .where('grant_id', '=', taken.id)
        .execute(),
    );
    await pass(2);
    assert.deepEqual((await rows()).grants, [taken, kept]);
    await pass(30);
    const left = await rows();
    assert.deepEqual(left.grants, [kept]);
    for (const table of [left.companies, left.remembered])
      assert.deepEqual([...new Set(table.map((row) => row.grant_id))], [kept.id]);
    assert.equal((await stage.refresh(stage.other, String(body.refresh_token))).status, 200);
    assert.equal(await stage.audited('authorization.granted'), 2);
    assert.equal(await stage.audited('authorization.revoked'), 1);
  });
});
