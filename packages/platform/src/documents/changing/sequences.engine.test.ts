import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RecycleBinItem } from '@gatehouse/wire';
import fc from 'fast-check';
import { type At, levelsOfTool } from '../testing/api.ts';
import { folderOf, send } from '../testing/change.ts';
import { openSite, type Site } from '../testing/site.ts';
import { type Actor, Model, type ModelItem } from './model.test-support.ts';

/** More than a suite has time for: `GATEHOUSE_TEST_SEQUENCES=500`. */
const sequences = Number(process.env.GATEHOUSE_TEST_SEQUENCES ?? 15);

const nat = fc.nat({ max: 1000 });
const name = fc.constantFrom('a', 'A', 'b', 'c.txt', 'C.TXT', 'd');
const maker = fc.constantFrom('admin' as const, 'standard' as const);
const kind = fc.constantFrom('folder' as const, 'folder' as const, 'file' as const);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('create' as const), maker, kind, to: nat, name }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), item: nat, to: nat }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('copy' as const), item: nat, to: nat, name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename' as const), item: nat, name }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('mark' as const), maker, item: nat, private: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), item: nat }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), item: nat }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('purge' as const), item: nat }) },
);
type Step = typeof step extends fc.Arbitrary<infer Drawn> ? Drawn : never;

let site: Site;
let count = 0;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const resourceOf = (item: ModelItem) => `${item.kind}s/${item.id}`;

/** Does one step to the platform and to the model, and compares what is answered. */
async function perform(at: At, model: Model, drawn: Step): Promise<void> {
  // The root of a run stays what it is: it stands for the tool's own.
  const others = model.items.filter((each) => each !== model.root);
  const folders = model.items.filter((each) => each.kind === 'folder');
  const pick = (from: readonly ModelItem[], index: number) => from[index % from.length];
  const item = 'item' in drawn ? pick(others, drawn.item) : model.root;
  const to = 'to' in drawn ? pick(folders, drawn.to) : model.root;
  if (item === undefined || to === undefined) return;
  const expect = (status: number, expected: number) =>
    assert.equal(status, expected, `${JSON.stringify(drawn)} of ${JSON.stringify(item)}`);
  const patch = (who: Actor, change: object) =>
    send(site, who, at, 'PATCH', resourceOf(item), { [item.kind]: change });

  switch (drawn.do) {
    case 'create': {
      const { maker: who } = drawn;
      const fields = { name: drawn.name, parent_id: String(to.id) };
      const { [who]: api } = site.as;
      const made = drawn.kind === 'folder' ? await api.makeFolder(at, fields) : await api.upload(at, fields);
      const expected = !model.sees(who, to) ? 404 : model.isTaken(who, to, drawn.name) ? 422 : 201;
      expect(made.status, expected);
      if (expected === 201)
        model.add({ id: made.body.id, kind: drawn.kind, creator: who, name: drawn.name, parent: to });
      return;
    }
    case 'move': {
      const moved = await patch('admin', { parent_id: to.id });
      if (item.parent === to && model.isAlive(item)) return expect(moved.status, 200);
      const absent = model.isGone(item) || !model.isAlive(to);
      const wrong = model.chain(to).includes(item) || model.isTaken('admin', to, item.name, item);
      expect(moved.status, absent ? 404 : wrong ? 422 : 200);
      if (moved.status === 200) Object.assign(item, { parent: to, from: null });
      return;
    }
    case 'copy': {
      if (model.hasNamesakes(item)) return;
      const copy = { parent_id: to.id, name: drawn.name };
      const copied = await send(site, 'admin', at, 'POST', `${resourceOf(item)}/copy`, { copy });
      const absent = !model.isAlive(item) || !model.isAlive(to);
      const wrong = model.chain(to).includes(item) || model.isTaken('admin', to, drawn.name);
      expect(copied.status, absent ? 404 : wrong ? 422 : 201);
      if (copied.status === 201) await adopt(at, model, item, to, copied.body.id, drawn.name);
      return;
    }
    case 'rename': {
      const renamed = await patch('admin', { name: drawn.name });
      const taken =
        item.name !== drawn.name &&
        item.parent !== null &&
        model.isTaken('admin', item.parent, drawn.name, item);
      expect(renamed.status, !model.isAlive(item) ? 404 : taken ? 422 : 200);
      if (renamed.status === 200) item.name = drawn.name;
      return;
    }
    case 'mark': {
      const { maker: who } = drawn;
      const marked = await patch(who, { explicit_permissions: drawn.private });
      const may = who === 'admin' || (at === 'company' && item.creator === who);
      const same = item.private === drawn.private;
      expect(marked.status, !model.sees(who, item) ? 404 : may || same ? 200 : 403);
      if (marked.status === 200 && !same)
        Object.assign(item, { private: drawn.private, kept: drawn.private && item.creator === who });
      return;
    }
    case 'delete': {
      const { status } = await send(site, 'admin', at, 'DELETE', resourceOf(item));
      expect(status, model.isAlive(item) ? 200 : 404);
      if (status === 200) Object.assign(item, { from: item.parent, parent: null });
      return;
    }
    case 'restore': {
      const home = item.from !== null && model.isAlive(item.from) ? item.from : null;
      const restore = home === null ? { parent_id: model.root.id } : {};
      const path = `recycle_bin/${item.id}/restore`;
      const { status } = await send(site, 'admin', at, 'POST', path, { restore });
      expect(status, model.isInBin(item) ? 200 : 404);
      if (status !== 200) return;
      const parent = home ?? model.root;
      Object.assign(item, { name: model.freeName('admin', parent, item.name), parent, from: null });
      return;
    }
    case 'purge': {
      const { status } = await send(site, 'admin', at, 'DELETE', `recycle_bin/${item.id}`);
      expect(status, model.isInBin(item) ? 200 : 404);
      if (status === 200) item.purged = true;
    }
  }
}

/** Takes a copy into the model: the same tree, as private as the original, and nobody's but the copier's. */
async function adopt(
  at: At,
  model: Model,
  original: ModelItem,
  parent: ModelItem,
  id: number,
  called: string,
) {
  const held = model.heldBy(original);
  const made = { id, kind: original.kind, creator: 'admin', name: called, parent } as const;
  const copy = model.add(made, original.private);
  if (copy.kind === 'file') return;
  const { folders, files } = (await site.as.admin.folder(at, id)).body;
  const found = { folder: [...folders], file: [...files] };
  assert.equal(folders.length + files.length, held.length);
  for (const each of held) {
    const twin = found[each.kind].find((other) => other.name === each.name);
    assert.equal(twin?.private, each.private, each.name);
    await adopt(at, model, each, copy, twin?.id ?? 0, each.name);
  }
}

/** Walks the tree as somebody and compares it, and then every item by itself, with what the model says they see. */
async function compare(at: At, model: Model, who: Actor): Promise<void> {
  const seen: string[] = [];
  const told = (id: number, called: string, parent: number, isPrivate: boolean) =>
    `${id} ${called} in ${parent} ${isPrivate}`;
  const walk = async (id: number): Promise<void> => {
    const { folders, files } = (await site.as[who].folder(at, id)).body;
    for (const each of [...folders, ...files]) seen.push(told(each.id, each.name, id, each.private));
    for (const each of folders) await walk(each.id);
  };
  await walk(model.root.id);
  const expected = model.items.flatMap((each) =>
    each.parent !== null && model.sees(who, each)
      ? [told(each.id, each.name, each.parent.id, each.private)]
      : [],
  );
  assert.deepEqual(seen.sort(), expected.sort(), who);
  for (const each of model.items) {
    const { status } = await send(site, who, at, 'GET', resourceOf(each));
    // Whoever may look into the bin is shown what lies in it.
    const shown = model.sees(who, each) || (who === 'admin' && model.isInBin(each));
    assert.equal(status, shown ? 200 : 404, `${who}: ${JSON.stringify(each)}`);
  }
}

for (const at of levelsOfTool) {
  describe(`whatever is done to the documents of a ${at}`, () => {
    it('ends as a small model says, for everybody', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 35 }), async (steps) => {
          await send(site, 'admin', at, 'DELETE', 'recycle_bin');
          count += 1;
          const model = new Model((await folderOf(site, 'admin', at, `sequence ${count}`)).id);
          for (const each of steps) await perform(at, model, each);
          for (const who of ['admin', 'standard', 'reader'] as const) await compare(at, model, who);
          const { as } = site;
          const bin = await as.admin.call(as.admin.path(at, 'recycle_bin', { per_page: 100 }));
          const listed = ((await bin.json()) as RecycleBinItem[]).map(({ id }) => id);
          const deleted = model.items.filter(
            (each) => each !== model.root && each.parent === null && !each.purged,
          );
          assert.deepEqual(listed.sort(), deleted.map(({ id }) => id).sort());
        }),
        { numRuns: sequences, endOnFailure: true },
      );
    });
  });
}
