import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { revocationOf } from '../links/revocation.ts';
import { keyCounts } from '../vault/rotate.ts';
import type { LinkPerson } from './link-person.test-support.ts';
import { envOf, linkCommand, serveLink } from './link-process.test-support.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';
import type { TestInstall } from './test-install.test-support.ts';

const records = 1_500;

describe('the commands of the keys, in processes of their own', () => {
  let stage: LinkStage;
  let jim: LinkPerson;
  let machine: TestInstall;
  let id: string;
  let folder: string;
  before(async () => {
    stage = await setLinkStage();
    folder = await mkdtemp(join(tmpdir(), 'link-key-commands-'));
    jim = await stage.person('jim');
    machine = await stage.install(jim);
    id = await stage.link(jim);
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const ask = (origin = stage.origin) => machine.call(origin, 'POST', `/v1/links/${id}/token`, {});
  const env = (more: Record<string, string> = {}) => ({ ...envOf(stage.values), ...more });
  const keys = (...words: string[]) => linkCommand(env(), 'keys', ...words).ran;
  const keysInFile = async () => (await readFile(stage.values.keyFile, 'utf8')).trim().split('\n');
  const counts = async () => await keyCounts(stage.node.house.database);

  it('`keys create` makes the file and its folder for their owner alone, and never writes over one', async () => {
    const file = join(folder, 'of link', 'vault.keys');
    const create = () => linkCommand(env({ LINK_KEY_FILE: file }), 'keys', 'create').ran;
    const made = await create();
    assert.deepEqual([made.code, made.err], [0, '']);
    assert.match(made.out, /Keep a copy where the database is not/);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.equal((await stat(join(file, '..'))).mode & 0o777, 0o700);
    const first = await readFile(file, 'utf8');
    const again = await create();
    assert.deepEqual([again.code, again.out], [1, '']);
    assert.match(again.err, /is there already; "keys rotate" adds a key to it\.\n$/);
    assert.equal(await readFile(file, 'utf8'), first);
  });

  it('nothing starts, and nothing is made, without a key, or with a file that others read', async () => {
    const dataDir = join(folder, 'data');
    const file = join(folder, 'none.keys');
    const start = (...words: string[]) =>
      linkCommand(
        env({ LINK_KEY_FILE: file, LINK_DATA_DIR: dataDir, LINK_DATABASE_URL: `file:${dataDir}/link.db` }),
        ...words,
      ).ran;
    const all = [['serve'], ['keys', 'rotate'], ['keys', 'status']];
    for (const words of all) {
      const { code, out, err } = await start(...words);
      assert.deepEqual([code, out], [1, ''], words.join(' '));
      assert.match(err, /^There is no key file .*none\.keys: make one with the command "keys create"\.\n$/);
    }
    await writeFile(file, await readFile(stage.values.keyFile), { mode: 0o600 });
    await chmod(file, 0o640);
    for (const words of all) {
      const { code, err } = await start(...words);
      assert.equal(code, 1, words.join(' '));
      assert.match(err, /can be read by others \(mode 640\): run chmod 600 on it\.\n$/);
    }
    assert.deepEqual(await readFile(file), await readFile(stage.values.keyFile));
    assert.equal((await readdir(folder)).includes('data'), false);
  });

  it('`keys rotate` seals every record anew while another process hands tokens out, and no call fails', async () => {
    const before = await keysInFile();
    await using other = await serveLink(env());
    let rotating = true;
    const load = [stage.origin, other.origin].map(async (origin) => {
      let calls = 0;
      for (; rotating || calls < 5; calls += 1) {
        const { status, body } = await ask(origin);
        assert.equal(status, 200, JSON.stringify(body));
      }
      return calls;
    });
    const rotated = await keys('rotate').finally(() => {
      rotating = false;
    });
    await Promise.all(load);
    assert.deepEqual([rotated.code, rotated.err], [0, '']);
    assert.match(rotated.out, /^\d+ records sealed anew\.\n\S+ \(current\): \d+ records\n$/);
    const now = await keysInFile();
    assert.deepEqual([now.length, now.slice(1)], [2, before]);
    assert.equal((await stat(stage.values.keyFile)).mode & 0o777, 0o600);
    assert.equal((await ask(other.origin)).status, 200);
  });

  it('of rotations that begin at once none loses the key of another: every record opens afterwards', async () => {
    const before = (await keysInFile()).length;
    const both = await Promise.all([keys('rotate'), keys('rotate'), keys('rotate')]);
    const done = both.filter(({ code }) => code === 0);
    assert.ok(done.length > 0);
    for (const { code, err } of both)
      assert.match(`${code} ${err}`, /^(?:0 |1 .* is being rotated by another process\.\n)$/);
    assert.equal((await keysInFile()).length, before + done.length);
    assert.equal((await ask()).status, 200);
    assert.equal((await counts()).length, 1);
  });

  it('a rotation that was killed half way leaves nothing that does not open, and the next one ends it', async () => {
    const { house } = stage.node;
    const link = { id, person_id: await personId() };
    const rows = await Promise.all(
      Array.from({ length: records }, (_, at) => revocationOf(house, link, `gha_${at}`)),
    );
    const waiting = rows.map((row) => ({ ...row, next_attempt_at: Number.MAX_SAFE_INTEGER }));
    await house.database.write(async (tx) => {
      for (let from = 0; from < records; from += 50)
        await tx
          .insertInto('revocations')
          .values(waiting.slice(from, from + 50))
          .execute();
    });
    const cut = linkCommand(env(), 'keys', 'rotate');
    while ((await counts()).length < 2) await pause(5);
    await cut.kill();
    const [many, few] = (await counts()).map(({ records: each }) => each);
    assert.ok(many !== undefined && few !== undefined, 'it was killed half way');
    // As it leaves it where it is killed before the name is changed.
    await writeFile(`${stage.values.keyFile}.new`, 'half a k', { mode: 0o600 });
    assert.equal((await ask()).status, 200);
    const before = (await keysInFile()).length;
    const status = await keys('status');
    assert.equal(status.out.trim().split('\n').length, 2);
    const next = await keys('rotate');
    assert.deepEqual([next.code, next.err], [0, '']);
    assert.equal((await keysInFile()).length, before + 1);
    assert.deepEqual(
      (await counts()).map((each) => each.records),
      [records + 2],
    );
    assert.equal((await ask()).status, 200);
    assert.equal((await readdir(stage.folder)).includes('vault.keys.new'), false);
  });

  async function personId(): Promise<string> {
    const { database } = stage.node.house;
    const row = await database.read((tx) =>
      tx.selectFrom('links').select('person_id').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    return row.person_id;
  }
});
