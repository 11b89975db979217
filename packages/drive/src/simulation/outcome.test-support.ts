import assert from 'node:assert/strict';
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
  const remote: string[] = [];
  const local: string[] = [];
  const walk = (id: number, path: string) => {
    for (const item of server.children(id)) {
      const at = path === '' ? item.name : `${path}/${item.name}`;
      if (item.kind === 'folder') {
        remote.push(`${at}/`);
        if (disk.names.has(at)) walk(item.id, at);
      } else remote.push(disk.names.has(`${at}.cloud`) ? at : `${at}: ${item.versions.at(-1)}`);
    }
  };
  walk(1, '');
  for (const [path, inode] of disk.names) {
    if (path === '' || path.startsWith('.gatehouse-drive')) continue;
    if (inode.kind === 'folder') local.push(`${path}/`);
    else if (path.endsWith('.cloudf')) local.push(`${path.slice(0, -7)}/`);
    else if (path.endsWith('.cloud')) local.push(path.slice(0, -6));
    else local.push(`${path}: ${inode.content}`);
  }
  assert.deepEqual(local.sort(), remote.sort(), `${name} and the remote differ`);
  return local;
}
