import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { DocumentChanges } from '@gatehouse/wire';
import fc from 'fast-check';
import { insertGroup } from '../../permissions/group-store.ts';
import { noteChange, standingOf } from '../changes.ts';
import { nameKey } from '../names.ts';
import { fileOf, folderOf, send } from '../testing/change.ts';
import { openSite, type Site } from '../testing/site.ts';
import { Copy, type Known } from './follower.test-support.ts';

const followers = ['admin', 'standard', 'reader'] as const;
type Follower = (typeof followers)[number];

type Step =
  | { readonly do: 'look'; readonly who: Follower; readonly perPage: number }
  | { readonly do: 'folder' | 'file'; readonly parent: number; readonly private: boolean }
  | { readonly do: 'join' | 'leave'; readonly who: Follower }
  | Change;

type Change =
  | { readonly do: 'rename' | 'delete' | 'restore' | 'open' | 'close'; readonly item: number }
  | { readonly do: 'move'; readonly item: number; readonly parent: number }
  | { readonly do: 'name' | 'unname'; readonly item: number; readonly who: Follower }
  | { readonly do: 'list' | 'unlist'; readonly item: number };

const anItem = fc.nat({ max: 30 });
const who = fc.constantFrom(...followers);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('folder', 'file', 'folder'), parent: anItem, private: fc.boolean() }),
  fc.record({ do: fc.constantFrom('rename', 'delete', 'restore', 'open', 'close'), item: anItem }),
  fc.record({ do: fc.constant('move' as const), item: anItem, parent: anItem }),
  fc.record({ do: fc.constantFrom('name', 'unname'), item: anItem, who }),
  fc.record({ do: fc.constantFrom('list', 'list', 'unlist'), item: anItem }),
  fc.record({ do: fc.constantFrom('join', 'leave'), who }),
  fc.record({ do: fc.constant('look' as const), who, perPage: fc.constantFrom(1, 2, 1000) }),
) as fc.Arbitrary<Step>;

describe('whoever follows the changes', () => {
  let site: Site;
  let rootId: number;
  let crew: number;
  let made = 0;
  before(async () => {
    site = await openSite();
    rootId = (await site.as.admin.root('project')).body.id;
    const by = { by: site.ids.admin, at: 1 };
    crew = await site.platform.house.database.write((tx) => insertGroup(tx, site.companyId, 'Crew', by));
  });
  after(() => site.close());

  const where = () => ({ companyId: site.companyId, projectId: site.projectId, personId: site.ids.admin });

  /** Changes one item as a write does: what stood before, the change, the note. Answers the id. */
  async function change(pool: number[], given: Exclude<Step, { do: 'look' }>): Promise<number | null> {
    const { house } = site.platform;
    const pick = (index: number) => pool[index % pool.length] ?? rootId;
    if ('who' in given && !('item' in given)) {
      await setMember(given.who, given.do === 'join');
      return null;
    }
    if (!('item' in given)) {
      const parent = pick(given.parent);
      const { body, status } =
        given.do === 'folder'
          ? await site.as.admin.makeFolder('project', {
              name: `Folder ${made++}`,
              parent_id: parent,
              explicit_permissions: given.private,
            })
          : await site.as.admin.upload('project', {
              name: `File ${made++}`,
              parent_id: String(parent),
              explicit_permissions: String(given.private),
            });
      return status === 201 ? body.id : null;
    }
    const id = pick(given.item);
    if (id === rootId) return null;
    await house.database.write(async (tx) => {
      const beforeIt = await standingOf(tx, where(), id);
      const row = await tx.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      const update = tx.updateTable('documents').where('id', '=', id);
      const at = house.clock.now();
      if (given.do === 'rename') {
        const name = `Renamed ${made++}`;
        await update.set({ name, name_key: nameKey(name) }).execute();
      } else if (given.do === 'delete') await update.set({ deleted_at: at }).execute();
      else if (given.do === 'restore') await update.set({ deleted_at: null }).execute();
      else if (given.do === 'open') await update.set({ private_at: null }).execute();
      else if (given.do === 'close') await update.set({ private_at: at }).execute();
      else if (given.do === 'move') {
        const target = pick(given.parent);
        const stands = await standingOf(tx, where(), target);
        const folder = stands?.kind === 'folder' && !stands.way.some((link) => link.id === id);
        if (!folder || row.deleted_at !== null) return;
        await update.set({ parent_id: target }).execute();
      } else if ('who' in given) {
        const reader = { document_id: id, person_id: site.ids[given.who] };
        if (given.do === 'name')
          await tx
            .insertInto('document_readers')
            .values({ ...reader, company_id: site.companyId })
            .onConflict((conflict) => conflict.columns(['document_id', 'person_id']).doNothing())
            .execute();
        else
          await tx
            .deleteFrom('document_readers')
            .where('document_id', '=', id)
            .where('person_id', '=', reader.person_id)
            .execute();
      }
      if (given.do === 'list' || given.do === 'unlist') {
        const reader = { document_id: id, group_id: crew };
        await tx
          .deleteFrom('document_group_readers')
          .where('document_id', '=', id)
          .where('group_id', '=', crew)
          .execute();
        if (given.do === 'list')
          await tx
            .insertInto('document_group_readers')
            .values({ ...reader, company_id: site.companyId })
            .execute();
      }
      await noteChange(house, tx, where(), { id, kind: row.kind, before: beforeIt });
    });
    return null;
  }

  /** In the group or out of it: what one sees changes, and no document does. */
  async function setMember(whom: Follower, isMember: boolean): Promise<void> {
    const member = { group_id: crew, person_id: site.ids[whom] };
    await site.platform.house.database.write(async (tx) => {
      await tx
        .deleteFrom('permission_group_members')
        .where('group_id', '=', crew)
        .where('person_id', '=', member.person_id)
        .execute();
      if (isMember)
        await tx
          .insertInto('permission_group_members')
          .values({ ...member, company_id: site.companyId })
          .execute();
    });
  }

  /** What somebody sees of the project, and the tag they see on all of it. */
  async function look(copy: Copy) {
    const items = await copy.list();
    return { items, tag: (await site.as[copy.who].root('project')).body.tag };
  }

  it('is not told by a tag that the first thing of all was made in secret', async () => {
    const tags = () =>
      Promise.all(followers.map(async (name) => (await site.as[name].root('company')).body.tag));
    const before = await tags();
    const secret = await site.as.admin.makeFolder('company', { name: 'Hidden', explicit_permissions: true });
    assert.equal(secret.status, 201);
    const now = await tags();
    assert.deepEqual(now.slice(1), before.slice(1));
    assert.notEqual(now[0], before[0]);
  });

  it('is told of a folder before what is in it, where that was made earlier', async () => {
    const inner = await folderOf(site, 'admin', 'project', 'Inner');
    const file = await fileOf(site, 'admin', 'project', 'innermost.txt', inner.id);
    const middle = await folderOf(site, 'admin', 'project', 'Middle');
    const outer = await folderOf(site, 'admin', 'project', 'Outer');
    const patch = async (id: number, folder: object) => {
      const { status, body } = await send(site, 'admin', 'project', 'PATCH', `folders/${id}`, { folder });
      assert.equal(status, 200, JSON.stringify(body));
    };
    await patch(outer.id, { explicit_permissions: true });
    await patch(inner.id, { parent_id: middle.id });
    await patch(middle.id, { parent_id: outer.id });
    const reader = new Copy(site, 'reader');
    await reader.follow(1000);
    await patch(outer.id, { explicit_permissions: false });
    const { changes } = await reader.page(1000);
    assert.deepEqual(
      changes.map(({ id }) => id),
      [outer.id, middle.id, inner.id, file.id],
    );
  });

  it('is told that something was deleted, alone or with its folder, only where they saw it until then', async () => {
    const path = (kind: string, { id }: { id: number }) => `${kind}s/${id}`;
    const folder = await folderOf(site, 'admin', 'company', 'Told');
    const [deleted, changed, hidden] = await Promise.all(
      ['deleted', 'changed', 'hidden'].map((name) => fileOf(site, 'admin', 'company', name, folder.id)),
    );
    assert(deleted && changed && hidden);
    const api = site.as.reader;
    const feed = async (cursor?: string) => {
      const query = cursor === undefined ? {} : { cursor };
      const response = await api.call(api.path('company', 'documents/changes', query));
      return (await response.json()) as DocumentChanges;
    };
    const { cursor } = await feed();
    const change = (method: string, resource: string, body?: unknown) =>
      send(site, 'admin', 'company', method, resource, body);
    await change('DELETE', path('file', deleted));
    await change('PATCH', path('file', changed), { file: { name: 'renamed' } });
    await change('PATCH', path('file', hidden), { file: { explicit_permissions: true } });
    await change('DELETE', path('folder', folder));
    const told = async (since: string) =>
      (await feed(since)).changes.map((each) => [each.id, each.kind === 'gone' && each.deleted]);
    assert.deepEqual(await told(cursor), [
      [deleted.id, true],
      [changed.id, true],
      [hidden.id, false],
      [folder.id, true],
    ]);
  });

  it('knows exactly what a fresh list shows, after any history, and is told of nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20, size: 'max' }), async (steps) => {
        const copies = followers.map((name) => new Copy(site, name));
        const everSeen = new Map<Follower, Set<number>>();
        for (const copy of copies) await copy.follow(1000);
        for (const copy of copies) everSeen.set(copy.who as Follower, new Set(copy.items.keys()));
        // What last happened to each item while it was seen, or took it out of sight.
        const endedBy = new Map(
          followers.map((name) => [name, new Map<number, { deleted: boolean; itself: boolean }>()]),
        );
        const pool = [rootId];
        for (const each of steps) {
          if (each.do === 'look') await copies[followers.indexOf(each.who)]?.follow(each.perPage);
          else {
            const looked = await Promise.all(copies.map(look));
            const id = await change(pool, each);
            if (id !== null) pool.push(id);
            const touched = 'item' in each ? pool[each.item % pool.length] : id;
            for (const [index, copy] of copies.entries()) {
              const before = looked[index] ?? assert.fail();
              const now = await look(copy);
              for (const seen of now.items.keys()) everSeen.get(copy.who as Follower)?.add(seen);
              const took = endedBy.get(copy.who as Follower);
              for (const [seen] of before.items)
                if (seen === touched || !now.items.has(seen))
                  took?.set(seen, { deleted: each.do === 'delete', itself: seen === touched });
              const what: string = `${copy.who}: ${JSON.stringify(each)}`;
              if (!isDeepStrictEqual(before.items, now.items)) assert.notEqual(now.tag, before.tag, what);
              const inSight = [before, now].some(({ items }) => items.has(touched ?? 0));
              if (!inSight && each.do !== 'join' && each.do !== 'leave')
                assert.equal(now.tag, before.tag, what);
            }
          }
        }
        for (const copy of copies) {
          const known = new Set(copy.items.keys());
          for (;;) {
            const { changes, cursor, more, reset } = await copy.page(3);
            if (reset) await copy.relist();
            for (const told of changes) {
              assert.ok(
                everSeen.get(copy.who as Follower)?.has(told.id),
                `${copy.who} was told of a hidden item`,
              );
              copy.take(told);
              known.add(told.id);
            }
            copy.cursor = cursor;
            if (!more) break;
          }
          const sorted = (items: Map<number, Known>) => [...items].sort(([a], [b]) => a - b);
          assert.deepEqual(sorted(copy.items), sorted(await copy.list()), copy.who);
          // A delete is told to whoever saw it, and what happened once they saw it no more is not.
          for (const [id, deleted] of copy.ended) {
            const last = endedBy.get(copy.who as Follower)?.get(id);
            // With a folder it went on another page, it may only be said that it is gone.
            const isSaid = last?.itself || deleted ? last?.deleted : false;
            assert.equal(deleted, isSaid, `${copy.who}: ${id}`);
          }
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});
