import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { systemRandom } from '@gatehouse/service';
import { refreshLink } from '../links/refresh.ts';
import { revocationOf, revokePending } from '../links/revocation.ts';
import { openTokens } from '../links/token-record.ts';
import { openHouse } from '../open-house.ts';
import type { Custodian } from '../vault/custodian.ts';
import { addKey, createKeyFile } from '../vault/key-file.ts';
import { keyCounts, resealAll } from '../vault/rotate.ts';
import type { LinkPerson } from './link-person.test-support.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';
import type { TestInstall } from './test-install.test-support.ts';

describe('the vault under a running service', () => {
  let stage: LinkStage;
  let jim: LinkPerson;
  let machine: TestInstall;
  let id: string;
  before(async () => {
    stage = await setLinkStage({ refreshGrace: 60_000 });
    jim = await stage.person('jim');
    machine = await stage.install(jim);
    id = await stage.link(jim);
  });
  after(() => stage[Symbol.asyncDispose]());

  const ask = () => machine.call(stage.origin, 'POST', `/v1/links/${id}/token`, {});
  const row = () =>
    stage.node.house.database.read((tx) =>
      tx.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );

  it('a stolen database, the logs and the data folder hold none of the secrets', async () => {
    const { body } = await ask();
    const tokens = await openTokens(stage.node.house, await row());
    const session = /__Host-gatehouse-link-session=([^;]+)/.exec(jim.link.cookies())?.[1] ?? '';
    const canaries = [
      String(body.access_token),
      tokens.refreshToken,
      machine.credential ?? '',
      session,
      stage.values.clientSecret ?? '',
    ];
    assert.ok(canaries.every((canary) => canary.length > 20));
    const places = [stage.logs(), await everyRow(), ...(await files(stage.values.dataDir))];
    if (stage.values.databaseUrl?.startsWith('file:'))
      places.push(...(await files(join(stage.values.databaseUrl.slice('file:'.length), '..'))));
    for (const canary of canaries)
      for (const place of places) {
        assert.equal(place.includes(canary), false);
        assert.equal(place.includes(Buffer.from(canary).toString('base64')), false);
      }
  });

  it('a row moved to another link opens for nobody, and says nothing', async () => {
    const other = await stage.person('devon');
    const otherMachine = await stage.install(other);
    const otherId = await stage.link(other);
    const { sealed, generation } = await row();
    const { database } = stage.node.house;
    const kept = await database.read((tx) =>
      tx.selectFrom('links').select('sealed').where('id', '=', otherId).executeTakeFirstOrThrow(),
    );
    const move = (bytes: Uint8Array | null) =>
      database.write((tx) =>
        tx.updateTable('links').set({ sealed: bytes, generation }).where('id', '=', otherId).execute(),
      );
    await move(sealed);
    const path = `/v1/links/${otherId}/token`;
    const { status, body } = await otherMachine.call(stage.origin, 'POST', path, {});
    assert.equal(status, 500);
    assert.equal(JSON.stringify(body).includes('gha_'), false);
    // Nor does a row that is not sealed at all.
    await move(Buffer.from('["gha_plain","ghr_plain"]'));
    assert.equal((await otherMachine.call(stage.origin, 'POST', path, {})).status, 500);
    await move(kept.sealed);
    assert.equal((await otherMachine.call(stage.origin, 'POST', path, {})).status, 200);
  });

  it('keys are rotated while tokens are read and renewed, and no call fails', async () => {
    const before = (await row()).key_id;
    let rotating = true;
    const load = Array.from({ length: 4 }, async (_, worker) => {
      let calls = 0;
      for (; rotating || calls < 5; calls += 1) {
        if (worker === 0) await refreshLink(stage.node.house, await row());
        const { status, body } = await ask();
        assert.equal(status, 200, JSON.stringify(body));
      }
      return calls;
    });
    await addKey(stage.values.keyFile, systemRandom);
    // As the command does it: from a process of its own.
    const surroundings = {
      clock: stage.platform.clock,
      random: systemRandom,
      logger: stage.node.house.logger,
    };
    const house = await openHouse(stage.values, surroundings);
    let moved = 0;
    for (let round = 0; round < 5; round += 1) moved += (await resealAll(house.database, house.vault)).moved;
    rotating = false;
    const calls = await Promise.all(load);
    assert.ok(calls.every((count) => count >= 5));
    moved += (await resealAll(house.database, house.vault)).moved;
    assert.ok(moved > 0);
    const current = await house.vault.custodian.current();
    assert.notEqual(current, before);
    assert.deepEqual(
      (await keyCounts(house.database)).map(({ keyId }) => keyId),
      [current],
    );
    await house.database.close();
    assert.equal((await ask()).status, 200);
  });

  it('a pair that is renewed just while its record is sealed anew is not overwritten by the old one', async () => {
    await addKey(stage.values.keyFile, systemRandom);
    const { database, vault } = stage.node.house;
    const { generation } = await row();
    stage.platform.clock.advance(120_000);
    let renewed = '';
    const custodian: Custodian = {
      current: () => vault.custodian.current(),
      unwrap: (wrapped, bound) => vault.custodian.unwrap(wrapped, bound),
      async wrap(dataKey, bound) {
        // The record has been read, and the new one is not written yet.
        if (renewed === '' && Buffer.from(bound).includes(id))
          renewed = await refreshLink(stage.node.house, await row());
        return await vault.custodian.wrap(dataKey, bound);
      },
    };
    await resealAll(database, { ...vault, custodian });
    assert.equal(renewed, 'renewed');
    const { status, body } = await ask();
    assert.deepEqual([status, body.generation], [200, generation + 1]);
  });

  it('a key that is added while records are sealed anew is the one that all end under', async () => {
    await addKey(stage.values.keyFile, systemRandom);
    const { database, vault } = stage.node.house;
    let added = false;
    const custodian: Custodian = {
      ...vault.custodian,
      async wrap(dataKey, bound) {
        if (!added) await addKey(stage.values.keyFile, systemRandom);
        added = true;
        return await vault.custodian.wrap(dataKey, bound);
      },
    };
    await resealAll(database, { ...vault, custodian });
    assert.deepEqual(
      (await keyCounts(database)).map(({ keyId }) => keyId),
      [await vault.custodian.current()],
    );
    assert.equal((await ask()).status, 200);
  });

  it('a record that does not open holds up neither a rotation nor the revocations behind it', async () => {
    const { house } = stage.node;
    const spoiled = await revocationOf(house, await row(), 'gha_spoiled');
    const sound = await revocationOf(house, await row(), 'gha_sound');
    const broken = Buffer.from(spoiled.sealed);
    broken.writeUInt8(broken.readUInt8(broken.length - 1) ^ 1, broken.length - 1);
    await house.database.write(async (tx) => {
      await tx
        .insertInto('revocations')
        .values({ ...spoiled, sealed: broken, next_attempt_at: 0 })
        .execute();
      await tx
        .insertInto('revocations')
        .values({ ...sound, next_attempt_at: 1 })
        .execute();
    });
    await addKey(stage.values.keyFile, systemRandom);
    const rotating = await openHouse(stage.values, { ...house, random: systemRandom });
    const { moved, refused } = await resealAll(rotating.database, rotating.vault);
    await rotating.database.close();
    assert.deepEqual([moved > 0, [...refused]], [true, [`revocations ${spoiled.id}`]]);
    await revokePending(house);
    const left = await house.database.read((tx) =>
      tx.selectFrom('revocations').select(['id', 'attempts']).where('link_id', '=', id).execute(),
    );
    assert.deepEqual(left, [{ id: spoiled.id, attempts: 1 }]);
    await house.database.write((tx) => tx.deleteFrom('revocations').where('id', '=', spoiled.id).execute());
  });

  it('without a key, or with another key than the one that sealed, nothing starts', async () => {
    const { clock } = stage.platform;
    const surroundings = { clock, random: systemRandom, logger: stage.node.house.logger };
    const keyFile = join(stage.folder, 'other.keys');
    await assert.rejects(openHouse({ ...stage.values, keyFile }, surroundings), /There is no key file/);
    await createKeyFile(keyFile, systemRandom);
    await assert.rejects(openHouse({ ...stage.values, keyFile }, surroundings), /does not open/);
    const environment = { ...stage.values, custodian: 'environment' } as const;
    await assert.rejects(openHouse(environment, surroundings), /LINK_VAULT_KEYS is not set/);
  });

  async function everyRow(): Promise<string> {
    const tables = [
      'people',
      'sessions',
      'own_secrets',
      'enrolments',
      'installs',
      'links',
      'revocations',
      'journal',
      'news',
      'hints',
    ] as const;
    const rows = await stage.node.house.database.read(async (tx) => {
      const all: unknown[] = [];
      for (const table of tables) all.push(...(await tx.selectFrom(table).selectAll().execute()));
      return all;
    });
    return JSON.stringify(rows, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
  }
});

async function files(folder: string): Promise<string[]> {
  const names = await readdir(folder, { withFileTypes: true });
  return await Promise.all(
    names.filter((entry) => entry.isFile()).map(({ name }) => readFile(join(folder, name), 'latin1')),
  );
}
