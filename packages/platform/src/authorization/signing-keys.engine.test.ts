import assert from 'node:assert/strict';
import { createPublicKey, sign, verify } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { openTestDatabase, type TestDatabase } from '@gatehouse/database/testing';
import { keyRingFrom, readSettings, systemRandom } from '@gatehouse/service';
import type { SigningAlgorithm } from '@gatehouse/wire';
import { migrations } from '../schema/migrations.ts';
import type { Tables } from '../schema/tables.ts';
import { settings } from '../settings.ts';
import { currentSigningKey, publishedKeys, rotateSigningKeys, signingAlgorithms } from './signing-keys.ts';

const day = 24 * 60 * 60 * 1000;

describe('signing keys', () => {
  let test: TestDatabase<Tables>;
  let now = 1_000_000_000_000;
  const keys = keyRingFrom([systemRandom.bytes(32)]);
  const house = () => ({
    database: test.database,
    settings: { ...readSettings(settings, {}), signingKeyLife: 90 * day },
    clock: { now: () => now },
    random: systemRandom,
    keys,
  });
  const signingKeyOf = (of: ReturnType<typeof house>, algorithm: SigningAlgorithm = 'ES256') =>
    of.database.read((tx) => currentSigningKey(of, tx, algorithm));
  const kids = async (algorithm: SigningAlgorithm = 'ES256') =>
    (await publishedKeys(house())).keys.flatMap(({ kid, alg }) => (alg === algorithm ? [kid] : []));

  before(async () => {
    test = await openTestDatabase<Tables>(migrations);
  });
  after(() => test.close());

  it('nodes that start at once make one key of each kind, which signs at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => rotateSigningKeys(house())));
    assert.deepEqual(outcomes.sort(), ['created', ...Array(7).fill('unchanged')]);
    for (const algorithm of signingAlgorithms) {
      assert.equal((await kids(algorithm)).length, 1, algorithm);
      assert.equal((await signingKeyOf(house(), algorithm))?.algorithm, algorithm);
    }
  });

  it('what the current key signs, its published half verifies', async () => {
    for (const algorithm of signingAlgorithms) {
      const current = await signingKeyOf(house(), algorithm);
      const published = (await publishedKeys(house())).keys.find(({ kid }) => kid === current?.kid);
      assert.ok(current && published);
      const signature = sign('sha256', Buffer.from('text'), current.privateKey);
      const publicKey = createPublicKey({ key: { ...published }, format: 'jwk' });
      assert.equal(verify('sha256', Buffer.from('text'), publicKey, signature), true);
    }
  });

  it('a key is replaced when it is due; the next is published before it signs, the last after', async () => {
    const [old] = await kids();
    now += 89 * day;
    assert.equal(await rotateSigningKeys(house()), 'unchanged');
    now += day;
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => rotateSigningKeys(house())));
    assert.deepEqual(outcomes.sort(), ['rotated', ...Array(7).fill('unchanged')]);
    assert.equal((await kids()).length, 2);
    assert.equal((await signingKeyOf(house()))?.kid, old);
    now += day;
    const fresh = (await signingKeyOf(house()))?.kid;
    assert.notEqual(fresh, old);
    assert.deepEqual((await kids()).toSorted(), [fresh, old].toSorted());
    assert.equal((await kids('RS256')).length, 2, 'those of the other kind go the same way');
    now += day;
    assert.deepEqual(await kids(), [fresh]);
  });

  it('a rotation by hand does not wait for the date, nor make a second next key', async () => {
    assert.equal(await rotateSigningKeys(house(), { force: true }), 'rotated');
    assert.equal(await rotateSigningKeys(house(), { force: true }), 'unchanged');
    assert.equal((await kids()).length, 2);
  });

  it('a key that nothing is verified by any more is destroyed by the next rotation', async () => {
    const stored = async () =>
      await test.database.read((tx) => tx.selectFrom('signing_keys').select('kid').orderBy('kid').execute());
    const before = await kids();
    now += 91 * day;
    assert.equal(await rotateSigningKeys(house()), 'rotated');
    const published = await kids();
    assert.equal(published.length, 2);
    assert.equal(
      before.some((kid) => !published.includes(kid)),
      true,
    );
    assert.deepEqual(
      (await stored()).map(({ kid }) => kid),
      published.toSorted(),
    );
  });

  it('private halves are sealed, and bound to their row', async () => {
    const foreign = { ...house(), keys: keyRingFrom([systemRandom.bytes(32)]) };
    for (const [table, algorithm] of [
      ['signing_keys', 'ES256'],
      ['rsa_signing_keys', 'RS256'],
    ] as const) {
      const rows = await test.database.read((tx) => tx.selectFrom(table).select('public_jwk').execute());
      assert.ok(rows.length > 0 && !rows.some(({ public_jwk }) => 'd' in JSON.parse(public_jwk)));
      await assert.rejects(signingKeyOf(foreign, algorithm));
    }
  });
});
