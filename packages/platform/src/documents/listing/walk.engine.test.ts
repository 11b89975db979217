import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { levels } from '../../access/levels.ts';
import { openSite, type Site } from '../testing/site.ts';
import { adminOf, type Viewer } from '../viewer.ts';
import { stepBelow, type Walk } from './walk-store.ts';

describe('a walk through a folder', () => {
  let site: Site;
  let top: number;
  const parentOf = new Map<number, number>();
  const hidden = new Set<number>();

  before(async () => {
    site = await openSite();
    top = await folder('Top', 0);
    for (let branch = 0; branch < 4; branch += 1) {
      const outer = await folder(`Branch ${branch}`, top);
      await file(`${branch}.txt`, top);
      for (let twig = 0; twig < branch; twig += 1) {
        const inner = await folder(`Twig ${twig}`, outer, twig === 1);
        for (let leaf = 0; leaf < twig * 2; leaf += 1) await file(`${leaf}.txt`, inner);
        await folder('Empty', inner);
      }
    }
  });
  after(() => site.close());

  async function folder(name: string, parent: number, isPrivate = false): Promise<number> {
    const place = parent === 0 ? {} : { parent_id: parent };
    const fields = { name, explicit_permissions: isPrivate, ...place };
    return noted((await site.as.admin.makeFolder('project', fields)).body.id, parent, isPrivate);
  }

  async function file(name: string, parent: number): Promise<void> {
    noted((await site.as.admin.upload('project', { name, parent_id: String(parent) })).body.id, parent);
  }

  function noted(id: number, parent: number, isPrivate = false): number {
    if (parent !== 0) parentOf.set(id, parent);
    if (isPrivate || hidden.has(parent)) hidden.add(id);
    return id;
  }

  function viewerOf(who: 'admin' | 'reader'): Viewer {
    const place = { companyId: site.companyId, projectId: site.projectId, personId: site.ids[who] };
    return { ...adminOf(place), sight: who === 'admin' ? levels.Admin : levels['Read Only'] };
  }

  async function walkIn(viewer: Viewer, most: number): Promise<number[]> {
    const found: number[] = [];
    for (let at: Walk | null = { way: [top], after: null }; at !== null; ) {
      const from: Walk = at;
      const step = await site.platform.house.database.read((tx) => stepBelow(tx, viewer, from, most));
      assert.ok(step.ids.length <= most);
      found.push(...step.ids);
      at = step.walk;
    }
    return found;
  }

  it('comes to each item once, after the folder it is in, however it is parted', async () => {
    const whole = await walkIn(viewerOf('admin'), 1_000);
    assert.deepEqual(new Set(whole), new Set(parentOf.keys()));
    assert.equal(whole.length, parentOf.size);
    for (const [place, id] of whole.entries()) {
      const parent = parentOf.get(id) ?? 0;
      assert.ok(parent === top || whole.indexOf(parent) < place, String(id));
    }
    for (const most of [1, 2, 3, 7]) assert.deepEqual(await walkIn(viewerOf('admin'), most), whole);
  });

  it('does not enter what is hidden', async () => {
    const seen = [...parentOf.keys()].filter((id) => !hidden.has(id));
    assert.ok(seen.length < parentOf.size);
    for (const most of [1, 5, 1_000])
      assert.deepEqual((await walkIn(viewerOf('reader'), most)).sort(ascending), seen.sort(ascending));
  });
});

const ascending = (one: number, other: number) => one - other;
