import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { it } from 'node:test';
import { openMachines } from './two-machines.test-support.ts';

const files = 80;
/** Each is a request of its own; before some of all two hours pass. Between them whatever was refused has been sent again. */
const hoursPassBefore = [10, 60];
const size = 100 * 1024;

it('a sync that outlasts access tokens gets new ones, by the clock or because the API refuses the old one, and nobody hears of it', async () => {
  await using m = await openMachines('jim');
  const id = await m.linked();
  await m.enrolled('office');
  await m.mounted('office');
  const { way, platform, node } = m.stage;
  const generation = async () => {
    const { database } = node.house;
    const row = await database.read((tx) =>
      tx.selectFrom('links').select('generation').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    return row.generation;
  };
  for (let at = 0; at < files; at += 1)
    await writeFile(m.at('office', `plan ${at}.pdf`), Buffer.alloc(size, at));
  way.refusals = 0;
  let calls = 0;
  way.before = async (path) => {
    if (path.startsWith('/rest/')) calls += 1;
    // What is under way by then comes with the old token, what begins later is authorized anew.
    if (path.startsWith('/rest/') && hoursPassBefore.includes(calls)) platform.clock.advance(7_200_000);
  };
  const { state } = await m.done('office', 'sync', m.at('office'));
  assert.equal(state, 'in-step');
  assert.ok(calls > files);
  assert.ok(way.refusals > 0, 'the API refused a token meanwhile');
  assert.equal(await generation(), 3);
  const listed: { name: string }[] = await m.done('office', 'ls', '/', '--project', 'Harbor Tower');
  assert.equal(listed.filter(({ name }) => name.startsWith('plan ')).length, files);
});
