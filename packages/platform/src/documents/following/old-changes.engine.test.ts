import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DocumentChanges } from '@gatehouse/wire';
import { noteChange, standingOf } from '../changes.ts';
import { folderOf, send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';
import { sweepChanges } from './sweep-changes.ts';

const day = 86_400_000;

async function askOf(site: Site, who: Character, cursor?: string): Promise<DocumentChanges> {
  const api = site.as[who];
  const query = cursor === undefined ? {} : { cursor };
  const response = await api.call(api.path('company', 'documents/changes', query));
  assert.equal(response.status, 200);
  return (await response.json()) as DocumentChanges;
}

describe('changes that are older than a month', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  const ask = (who: Character, cursor?: string) => askOf(site, who, cursor);

  const stored = async () =>
    (
      await site.platform.house.database.read((tx) =>
        tx
          .selectFrom('document_changes')
          .select('document_id')
          .where('company_id', '=', site.companyId)
          .execute(),
      )
    ).map((row) => row.document_id);

  it('are forgotten once no cursor can ask for them, and no sooner; whoever has them to be told begins anew', async () => {
    const { clock, house } = site.platform;
    const { cursor: idle } = await ask('reader');
    const { cursor: busy } = await ask('standard');
    const old = await folderOf(site, 'admin', 'company', 'Old');
    await send(site, 'admin', 'company', 'PATCH', `folders/${old.id}`, { folder: { name: 'Older' } });

    clock.advance(29 * day);
    assert.equal(await sweepChanges(house), 0);
    const told = await ask('standard', busy);
    assert.deepEqual([told.reset, told.changes.map(({ id }) => id)], [false, [old.id]]);

    clock.advance(3 * day);
    const recent = await folderOf(site, 'admin', 'company', 'Recent');
    assert.ok((await sweepChanges(house)) >= 2);
    assert.deepEqual(await stored(), [recent.id]);
    // Told everything three days ago, one misses nothing; asleep for longer than a month, one lists anew.
    const next = await ask('standard', told.cursor);
    assert.deepEqual([next.reset, next.changes.map(({ id }) => id)], [false, [recent.id]]);
    const late = await ask('reader', idle);
    assert.deepEqual([late.reset, late.changes], [true, []]);
    const again = await ask('reader', late.cursor);
    assert.deepEqual([again.reset, again.changes], [false, []]);
  });

  it('or not: a cursor of that age begins anew though nothing changed, which tells nobody of what is hidden', async () => {
    const { cursor } = await ask('colleague');
    site.platform.clock.advance(31 * day);
    assert.equal((await ask('colleague', cursor)).reset, true);
  });

  it('are forgotten in small steps, however many there are', async () => {
    const { house, clock } = site.platform;
    const place = { companyId: site.companyId, projectId: null, personId: site.ids.admin };
    const folder = await folderOf(site, 'admin', 'company', 'Many');
    for (let round = 0; round < 12; round += 1)
      await house.database.write(async (tx) => {
        for (let count = 0; count < 50; count += 1) {
          const before = await standingOf(tx, place, folder.id);
          await noteChange(house, tx, place, { id: folder.id, kind: 'folder', before });
        }
      });
    clock.advance(40 * day);
    assert.ok((await sweepChanges(house)) > 600);
    assert.deepEqual(await stored(), []);
  });
});

describe('changes that a restored backup does not have', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());
  const ask = (who: Character, cursor?: string) => askOf(site, who, cursor);

  it('are told to whoever had followed them, and to nobody else', async () => {
    const { database } = site.platform.house;
    const { cursor: before } = await ask('admin');
    const later = await folderOf(site, 'admin', 'company', 'After the backup');
    const { cursor: after } = await ask('admin', before);
    // As the tables were when the backup was made.
    await database.write(async (tx) => {
      const { seq } = await tx
        .selectFrom('document_changes')
        .select('seq')
        .where('company_id', '=', site.companyId)
        .where('document_id', '=', later.id)
        .executeTakeFirstOrThrow();
      await tx
        .deleteFrom('document_changes')
        .where('company_id', '=', site.companyId)
        .where('project_id', '=', 0)
        .where('seq', '>=', seq)
        .execute();
      await tx
        .updateTable('document_sequences')
        .set({ last: seq - 1 })
        .where('company_id', '=', site.companyId)
        .where('project_id', '=', 0)
        .execute();
    });
    assert.deepEqual(flags(await ask('admin', before)), [false, false]);
    const ahead = await ask('admin', after);
    assert.deepEqual([...flags(ahead), ahead.changes], [true, true, []]);
    assert.deepEqual(flags(await ask('admin', ahead.cursor)), [false, false]);
    // Others go on, and the numbers are given anew.
    site.platform.clock.advance(1_000);
    await folderOf(site, 'admin', 'company', 'Another course of things');
    assert.deepEqual(flags(await ask('admin', after)), [true, true]);
    assert.deepEqual(flags(await ask('admin', before)), [false, false]);
    // Whoever sees otherwise since, or slept for long, is ahead no less.
    await joinGroup();
    assert.deepEqual(flags(await ask('admin', after)), [true, true]);
    assert.deepEqual(flags(await ask('admin', before)), [true, false]);
    site.platform.clock.advance(31 * day);
    assert.deepEqual(flags(await ask('admin', after)), [true, true]);
    assert.deepEqual(flags(await ask('admin', before)), [true, false]);
  });

  it('may be missing where the cursor cannot be read: of another deployment, or of somebody else', async () => {
    const { cursor } = await ask('admin');
    for (const unread of [`${cursor.slice(0, -8)}AAAAAAAA`, (await ask('colleague')).cursor, 'none'])
      assert.deepEqual(flags(await ask('admin', unread)), [true, true]);
    assert.deepEqual(flags(await ask('admin')), [true, false]);
  });

  async function joinGroup(): Promise<void> {
    const { companyId, ids, platform } = site;
    const now = platform.clock.now();
    await platform.house.database.write(async (tx) => {
      const { id } = await tx
        .insertInto('permission_groups')
        .values({
          company_id: companyId,
          name: 'Later',
          name_key: 'later',
          created_by: ids.admin,
          created_at: now,
          updated_at: now,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const member = { company_id: companyId, group_id: id, person_id: ids.admin };
      await tx.insertInto('permission_group_members').values(member).execute();
    });
  }
});

const flags = ({ reset, went_back }: DocumentChanges) => [reset, went_back];
