import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { planner, recordStatements, testEngine } from '@gatehouse/database/testing';
import { sendBatch } from '../batches/batch.test-support.ts';
import { fileOf, folderOf, send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';
import { Copy } from './follower.test-support.ts';

const followers = ['admin', 'standard', 'reader'] as const satisfies Character[];

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const ask = async (method: string, resource: string, body?: unknown) => {
  const reply = await send(site, 'admin', 'project', method, resource, body);
  assert.ok(reply.status < 300, `${method} ${resource}: ${JSON.stringify(reply.body)}`);
  return reply.body;
};
const folder = async (name: string, parent?: number) =>
  (await folderOf(site, 'admin', 'project', name, parent)).id;
const file = async (name: string, parent: number) =>
  (await fileOf(site, 'admin', 'project', name, parent)).id;
const hidden = async (name: string) =>
  (await ask('POST', 'folders', { folder: { name, explicit_permissions: true } })).id;
const patch = (id: number, change: object) => ask('PATCH', `folders/${id}`, { folder: change });
const move = (id: number, parent_id: number) => patch(id, { parent_id });
const open = (id: number, isOpen: boolean) => patch(id, { explicit_permissions: !isOpen });
const remove = (id: number) => ask('DELETE', `folders/${id}`);
const restore = (id: number) => ask('POST', `recycle_bin/${id}/restore`, { restore: {} });
const copy = async (id: number, parent_id: number, name: string) =>
  (await ask('POST', `folders/${id}/copy`, { copy: { parent_id, name } })).id;
const readers = (id: number, names: readonly Character[]) =>
  ask('PUT', `folders/${id}/access`, {
    access: { private: true, person_ids: names.map((name) => site.ids[name]) },
  });
/** A folder with a folder in it, which holds a file. */
const tree = async (name: string, parent?: number) => {
  const top = await folder(name, parent);
  const inner = await folder(`In ${name}`, top);
  await file(`of ${name}.txt`, inner);
  return { top, inner };
};
const innerOf = async (top: number, who: Copy) =>
  [...(await who.list())].find(([, item]) => item.parent === top)?.[0] ?? assert.fail();

const sorted = (items: Copy['items']) => [...items].sort(([a], [b]) => a - b);

describe('of what was made', () => {
  for (const perPage of [1000, 7])
    it(`each is told once, a folder before what is in it, in pages of ${perPage}`, async () => {
      const copies = followers.map((who) => new Copy(site, who));
      for (const each of copies) await each.follow(1000);
      const top = await folder(`Sent in ${perPage}`);
      const made = [top];
      for (let across = 0; across < 3; across += 1) {
        const middle = await folder(`Across ${across}`, top);
        const deep = await folder('Deep', middle);
        made.push(middle, deep);
        const files = [top, middle, deep].flatMap((parent_id) =>
          Array.from({ length: 8 }, (_, index) => ({
            parent_id,
            name: `${across} ${index}.txt`,
            text: `${parent_id} ${across} ${index}`,
          })),
        );
        const { body } = await sendBatch(site, 'admin', 'project', files);
        made.push(...body.files.map((each) => each.file?.id ?? assert.fail()));
      }
      for (const each of copies) {
        const told: number[] = [];
        for (let more = true; more; ) {
          const page = await each.page(perPage);
          each.cursor = page.cursor;
          more = page.more;
          for (const change of page.changes) {
            told.push(change.id);
            each.take(change);
          }
        }
        assert.deepEqual(told, made, each.who);
        assert.deepEqual(sorted(each.items), sorted(await each.list()), each.who);
      }
    });
});

/** In steps, of which each leaves something to follow. */
type History = () => Promise<readonly (() => Promise<unknown>)[]>;

const histories: Readonly<Record<string, History>> = {
  async 'a folder was made in a private one that is opened later'() {
    const secret = await hidden('Secret');
    let made = 0;
    return [
      async () => (made = await folder('Made in secret', secret)),
      () => file('secret.txt', made),
      () => open(secret, true),
      () => file('open.txt', made),
    ];
  },
  async 'a folder was made, filled, deleted, restored'() {
    let made = 0;
    return [
      async () => (made = await folder('Gone and back')),
      () => tree('Back', made),
      () => remove(made),
      () => restore(made),
      () => file('after all.txt', made),
    ];
  },
  async 'much was moved into a folder that was just made'() {
    const { top } = await tree('Known');
    let made = 0;
    return [
      async () => (made = await folder('For what is known')),
      () => move(top, made),
      () => patch(made, { name: 'Of what is known' }),
    ];
  },
  async 'much was moved out of sight, and back into a folder that was made meanwhile'() {
    const { top } = await tree('Away');
    const secret = await hidden('Away from them');
    let made = 0;
    return [
      () => move(top, secret),
      async () => (made = await folder('Made while it was away')),
      () => move(top, made),
    ];
  },
  async 'much was copied into a folder that was just made'() {
    const { top } = await tree('Original');
    let made = 0;
    return [
      async () => (made = await folder('For a copy')),
      () => copy(top, made, 'Copy'),
      () => tree('Beside the copy', made),
    ];
  },
  async 'a folder was made, hidden but for one, and opened'() {
    let made = 0;
    return [
      async () => (made = await folder('Hidden later')),
      () => tree('Early', made),
      () => readers(made, ['reader']),
      () => tree('For one', made),
      () => readers(made, ['standard']),
      () => tree('For another', made),
      () => open(made, true),
    ];
  },
  async 'a folder was made in secret, and shared'() {
    let made = 0;
    return [
      async () => (made = await hidden('Shared')),
      () => tree('To be shared', made),
      () => readers(made, ['reader']),
      () => file('later.txt', made),
    ];
  },
  async 'part of a copy was moved into a folder that was made after it, and the copy deleted'() {
    const { top } = await tree('Template');
    const admin = new Copy(site, 'admin');
    const root = (await site.as.admin.root('project')).body.id;
    let copied = 0;
    let inner = 0;
    let made = 0;
    return [
      async () => {
        copied = await copy(top, root, 'From template');
        inner = await innerOf(copied, admin);
      },
      async () => (made = await folder('For a part')),
      () => move(inner, made),
      () => remove(copied),
    ];
  },
  async 'part of what was opened was moved to where it had always been open'() {
    const secret = await hidden('Opened');
    const { inner } = await tree('Opened with it', secret);
    const known = await folder('Always open');
    return [() => open(secret, true), () => move(inner, known), () => open(secret, false)];
  },
  async 'part of what was restored was moved out of it, twice'() {
    const { top, inner } = await tree('Restored');
    const deep = (await folderOf(site, 'admin', 'project', 'Deep', inner)).id;
    await file('deepest.txt', deep);
    const known = await folder('Beside what was restored');
    await remove(top);
    return [() => restore(top), () => move(inner, known), () => move(deep, known), () => remove(inner)];
  },
  async 'what one was let into was parted, and they were let out again'() {
    const shared = await hidden('Let in');
    const { inner } = await tree('Parted', shared);
    const known = await folder('Of parts');
    return [() => readers(shared, ['reader']), () => move(inner, known), () => readers(shared, [])];
  },
  async 'a folder was hidden, emptied, and opened again'() {
    const { top, inner } = await tree('Emptied in secret');
    return [() => open(top, false), () => remove(inner), () => open(top, true)];
  },
  async 'a folder was renamed, hidden where it lay, emptied, and moved to where it is seen'() {
    const above = await folder('Hidden with it');
    const { top, inner } = await tree('Renamed', above);
    const known = await folder('Seen all the while');
    return [
      () => patch(top, { name: 'Renamed first' }),
      () => open(above, false),
      () => remove(inner),
      () => move(top, known),
    ];
  },
  async 'a folder was hidden where it lay, emptied, and moved into one that had been opened before'() {
    const above = await folder('Hidden meanwhile');
    const { top, inner } = await tree('Known and hidden', above);
    const secret = await hidden('Opened first');
    return [() => open(secret, true), () => open(above, false), () => remove(inner), () => move(top, secret)];
  },
};

/** One reads a page after every step, and so is cut off in the middle. */
const ways = [
  { perPage: 1000, halfway: false },
  { perPage: 3, halfway: false },
  { perPage: 2, halfway: true },
];

describe('whoever follows knows what there is, where', () => {
  for (const [what, begin] of Object.entries(histories))
    it(what, async () => {
      const steps = await begin();
      const following = followers.flatMap((who) =>
        ways.map((way) => ({ ...way, copy: new Copy(site, who) })),
      );
      for (const { copy: each } of following) await each.follow(1000);
      for (const step of steps) {
        await step();
        for (const { copy: each, perPage, halfway } of following) {
          if (!halfway) continue;
          await each.followPage(perPage);
        }
      }
      for (const { copy: each, perPage, halfway } of following) {
        await each.follow(perPage);
        const how = `${each.who}, ${perPage} a page${halfway ? ', one after each step' : ''}`;
        assert.deepEqual(sorted(each.items), sorted(await each.list()), how);
      }
    });
});

describe('what is moved while it is gone through', () => {
  for (const which of ['folder that is told', 'one above it'] as const)
    it(`hides nothing of what was still to come: the ${which}`, async () => {
      const secret = await hidden(`Gone through: the ${which}`);
      const first = await tree('First', secret);
      await file('second of First.txt', first.inner);
      await tree('Between', secret);
      const last = await tree('Last', secret);
      const copies = followers.map((who) => new Copy(site, who));
      for (const each of copies) await each.follow(1000);
      await open(secret, true);
      for (const each of copies) {
        if (each.who === 'admin') continue;
        const isInside = () => [...each.items.values()].some(({ parent }) => parent === first.inner);
        while (!isInside()) await each.followPage(1);
      }
      await move(which === 'one above it' ? first.top : first.inner, last.top);
      for (const each of copies) {
        await each.follow(1);
        assert.deepEqual(sorted(each.items), sorted(await each.list()), each.who);
      }
    });

  it('or listed anew, is told with what is in it', async () => {
    const from = await folder('Listed last');
    const { top } = await tree('Moved meanwhile', from);
    const to = await folder('Listed first');
    for (const who of followers) {
      const each = new Copy(site, who);
      await each.followPage(1000);
      await each.relist();
      each.drop(top);
      await move(top, to);
      await each.follow(1000);
      assert.deepEqual(sorted(each.items), sorted(await each.list()), who);
      await move(top, from);
    }
  });
});

it('whoever is far behind does not go through all that came later for each folder that is told', async (t) => {
  const reader = new Copy(site, 'reader');
  await reader.follow(1000);
  await folder('Told to who is far behind');
  const statements = await recordStatements(testEngine, () => reader.follow(1000));
  const asked = statements.filter(({ text }) => text.includes("gates_before <> '[]'"));
  assert.ok(asked.length > 0);
  const plans = await planner(testEngine, site.platform.house.settings.databaseUrl ?? assert.fail());
  try {
    for (const statement of asked)
      for (const { table, by } of await plans.plan(statement))
        if (testEngine === 'sqlite' && table === 'document_changes')
          assert.equal(by, 'document_changes_behind_gates');
  } finally {
    await plans.close();
  }
  if (testEngine === 'postgres') t.diagnostic('with so few rows PostgreSQL takes either index');
});
