import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DocumentChanges } from '@gatehouse/wire';
import { noteChange, standingOf } from '../changes.ts';
import { folderOf, send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';
import { sweepChanges } from './sweep-changes.ts';

const day = 86_400_000;

describe('changes that are older than a month', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  async function ask(who: Character, cursor?: string): Promise<DocumentChanges> {
    const api = site.as[who];
    const query = cursor === undefined ? {} : { cursor };
    const response = await api.call(api.path('company', 'documents/changes', query));
    assert.equal(response.status, 200);
    return (await response.json()) as DocumentChanges;
  }

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
    const place = { companyId: site.companyId, projectId: null };
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
