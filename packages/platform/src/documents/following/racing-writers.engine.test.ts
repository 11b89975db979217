import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';
import { Copy } from './follower.test-support.ts';

const writers = 4;
const changesOfEach = 15;

let site: Site;
let nodes: readonly string[];
before(async () => {
  site = await openSite();
  const node = await site.platform.startNode();
  nodes = [site.platform.url, node.house.issuer];
});
after(() => site.close());

/** A change as JSON, through one of the nodes; the status is the writer's own affair. */
async function write(node: number, method: string, resource: string, body?: unknown): Promise<number | null> {
  const api = site.as.admin;
  const url = new URL(api.path('project', resource), nodes[node % nodes.length]).href;
  const response = await api.call(url, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const said = (await response.json()) as { id?: number };
  assert.ok(response.status < 500, JSON.stringify(said));
  return response.status === 201 ? (said.id ?? null) : null;
}

async function work(writer: number, pool: number[]): Promise<void> {
  for (let step = 0; step < changesOfEach; step += 1) {
    const pick = (by: number) => pool[(writer * 7 + step * by) % pool.length] ?? 0;
    const item = pick(3);
    switch (step % 5) {
      case 0:
      case 1: {
        const folder = {
          name: `By ${writer} in ${step}`,
          parent_id: pick(5),
          explicit_permissions: step % 2 === 1,
        };
        const id = await write(writer, 'POST', 'folders', { folder });
        if (id !== null) pool.push(id);
        break;
      }
      case 2:
        await write(step, 'PATCH', `folders/${item}`, {
          folder: { name: `Renamed by ${writer} in ${step}` },
        });
        break;
      case 3:
        await write(step, 'PUT', `folders/${item}/access`, {
          access: { private: step % 2 === 0, person_ids: step % 3 === 0 ? [site.ids.reader] : [] },
        });
        break;
      default:
        if (step > 10) await write(step, 'DELETE', `folders/${item}`);
        else await write(step, 'PATCH', `folders/${item}`, { folder: { parent_id: pick(11) } });
    }
  }
}

it('whoever follows while many write, through any node, ends with exactly what is there', async () => {
  const followers: Character[] = ['admin', 'standard', 'reader'];
  const copies = followers.map((who) => new Copy(site, who));
  for (const copy of copies) await copy.follow(1000);
  const top = await send(site, 'admin', 'project', 'POST', 'folders', { folder: { name: 'Raced' } });
  const pool = [top.body.id];
  let ended = false;
  const following = copies.map(async (copy, place) => {
    for (let look = place; !ended; look += 1) await copy.follow(1 + (look % 3), nodes[look % nodes.length]);
  });
  await Promise.all(Array.from({ length: writers }, (_, writer) => work(writer, pool)));
  ended = true;
  await Promise.all(following);
  const sorted = (items: Copy['items']) => [...items].sort(([a], [b]) => a - b);
  for (const copy of copies) {
    await copy.follow(2);
    assert.deepEqual(sorted(copy.items), sorted(await copy.list()), copy.who);
    assert.ok(copy.told > 0);
  }
});

it('no number of a change is given twice, and none appears after a later one was read', async () => {
  const { database } = site.platform.house;
  const read = () =>
    database.read(async (tx) => {
      const rows = await tx
        .selectFrom('document_changes')
        .select('seq')
        .where('company_id', '=', site.companyId)
        .where('project_id', '=', site.projectId)
        .orderBy('seq')
        .execute();
      return rows.map(({ seq }) => seq);
    });
  let seen = await read();
  let ended = false;
  const reading = (async () => {
    while (!ended) {
      // SQLite answers within one turn of the event loop: the writers must have theirs.
      await setImmediate();
      const now = await read();
      assert.deepEqual(now.slice(0, seen.length), seen, 'a number came in below one that was read');
      seen = now;
    }
  })();
  const made = Array.from({ length: 40 }, (_, index) =>
    write(index, 'POST', 'folders', { folder: { name: `Numbered ${index}` } }),
  );
  await Promise.all(made);
  ended = true;
  await reading;
  const all = await read();
  assert.deepEqual(
    all,
    all.map((_, index) => (all[0] ?? 0) + index),
    'without a gap',
  );
});
