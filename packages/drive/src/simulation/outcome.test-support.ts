import assert from 'node:assert/strict';
import { keyOf } from '../trees/item-key.ts';
import type { Install, SimulatedWorld } from './world.test-support.ts';

/** What must hold when a history has come to rest; and all of the end in one text, to compare runs by. */
export function outcomeOf(world: SimulatedWorld): string {
  nothingIsLost(world);
  onlyPeopleDelete(world);
  onlyWholeContentIsSent(world);
  const trees = world.installs.map((install) => inStep(world, install));
  return JSON.stringify([trees, world.now, world.writes]);
}

function nothingIsLost(world: SimulatedWorld): void {
  for (const content of world.owed.keys()) assert.ok(world.isKept(content), `lost: ${content}`);
}

/** Every file that was deleted on the remote is one that a person deleted here, or has moved over another. */
function onlyPeopleDelete({ server, removedByPeople }: SimulatedWorld): void {
  const removed = new Set(removedByPeople);
  const stubs = new Set([...removed].map((content) => /^gatehouse \[1,(\d+),/.exec(content)?.[1]));
  for (const { id, content } of server.log) {
    if (content === undefined || stubs.has(String(id * 2))) continue;
    const known = server.items.get(id)?.versions.some((each) => removed.has(each));
    const elsewhere = [...server.items.values()].some(
      (item) => item.id !== id && item.versions.includes(content),
    );
    assert.ok(known || elsewhere, `deleted by nobody: ${id} "${content}"`);
  }
}

function onlyWholeContentIsSent({ server, written, powerWasLost, installs }: SimulatedWorld): void {
  for (const { versions } of server.items.values())
    for (const [at, content] of versions.entries()) {
      assert.ok(!content.startsWith('gatehouse ['), 'the bytes of a placeholder were sent');
      if (!powerWasLost) assert.ok(written.has(content), `nobody wrote "${content}"`);
      if (at > 0 && installs.length === 1)
        assert.notEqual(content, versions[at - 1], 'a version without a change');
    }
}

/** The folder shows the remote: every item of every folder that is open, and nothing else. */
function inStep({ server }: SimulatedWorld, { name, disk }: Install): string[] {
  const stubs = new Set<number>();
  const local: string[] = [];
  // Where two cases are one name, some items have a number more here.
  const shown = (path: string) => (disk.caseSensitive ? path : '');
  for (const [path, { kind, content }] of disk.names) {
    if (path === '' || path.startsWith('.gatehouse-drive')) continue;
    const key = /\.cloudf?$/.test(path) ? /^gatehouse \[1,(\d+),/.exec(content)?.[1] : undefined;
    if (key !== undefined) stubs.add(Number(key));
    const plain = shown(key === undefined ? path : path.replace(/\.cloudf?$/, ''));
    local.push(key === undefined ? `${plain}: ${kind === 'folder' ? '/' : content}` : `${plain}: ${key}`);
  }
  const remote: string[] = [];
  const walk = (id: number, path: string) => {
    for (const item of server.children(id)) {
      const at = path === '' ? item.name : `${path}/${item.name}`;
      const key = keyOf(item);
      if (stubs.has(key)) remote.push(`${shown(at)}: ${key}`);
      else if (item.kind === 'file') remote.push(`${shown(at)}: ${item.versions.at(-1)}`);
      else {
        remote.push(`${shown(at)}: /`);
        walk(item.id, at);
      }
    }
  };
  walk(1, '');
  assert.deepEqual(local.sort(), remote.sort(), `${name} and the remote differ`);
  return local;
}
