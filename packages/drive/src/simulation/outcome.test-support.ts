import assert from 'node:assert/strict';
import { trashFolder } from '../executing/run.ts';
import { unsent } from '../findings/find.ts';
import { isIgnored } from '../names/ignored.ts';
import { remoteName } from '../names/local-name.ts';
import { keyOf } from '../trees/item-key.ts';
import { nothingIsSentTwice } from './versions.test-support.ts';
import { type Install, profile, type SimulatedWorld } from './world.test-support.ts';

/** What must hold when a history has come to rest; and all of the end in one text, to compare runs by. */
export function outcomeOf(world: SimulatedWorld): string {
  nothingIsLost(world);
  assert.deepEqual(world.destroyed, [], 'without a placeholder of it here, and not in the recovery trash');
  onlyPeopleDelete(world);
  world.deletes.stayAway(world.movedByPeople);
  onlyWholeContentIsSent(world);
  nothingIsSentTwice(world);
  world.secrets?.areKept(world.server);
  const trees = world.installs.map((install) => inStep(world, install));
  return JSON.stringify([trees, world.now, world.writes]);
}

function nothingIsLost(world: SimulatedWorld): void {
  for (const content of world.owed.keys()) assert.ok(isToBeFound(world, content), `lost: ${content}`);
}

/** On the remote or in a folder; what is in a recovery trash goes after a month, unless it is known to be unsent. */
function isToBeFound({ server, installs }: SimulatedWorld, content: string): boolean {
  for (const { versions } of server.items.values()) if (versions.includes(content)) return true;
  return installs.some(({ disk, keeper }) => {
    const unsent = [...keeper.notes('trash').values()].filter(({ origin }) => origin === 'unsent');
    const stored = new Set(unsent.map((each) => each.stored));
    const known = new Set([...keeper.notes('trash').values()].map((each) => each.stored));
    // What nobody knows of any more, because the database was lost, is never let go of either.
    const stays = (path: string) =>
      stored.has(path) || (keeper.wasLost && path.startsWith(`${trashFolder}/`) && !known.has(path));
    return [...disk.names].some(
      ([path, inode]) => inode.content === content && (!path.startsWith('.gatehouse-drive/') || stays(path)),
    );
  });
}

/** What was begun is at its end, and what was taken out of the folder can be found there by its name. */
export function nothingIsLeftOver({ installs, hasLostPower }: SimulatedWorld): void {
  for (const { name, disk, keeper } of installs) {
    for (const { verb } of keeper.notes('op').values()) assert.fail(`${name} never ended "${verb}"`);
    for (const kind of ['want', 'problem'] as const)
      assert.deepEqual([...keeper.notes(kind)], [], `${name} still keeps a ${kind}`);
    const held = [...keeper.notes('held')].filter(([, { isUnseen }]) => isUnseen !== true);
    assert.deepEqual(held, [], `${name} still holds a delete`);
    const known = new Set([...keeper.notes('trash').values()].map(({ stored }) => stored));
    for (const stored of known) assert.ok(disk.names.has(stored), `${name} has no ${stored}`);
    for (const [path, { kind, content }] of disk.names) {
      if (kind !== 'file' || !path.startsWith(`${trashFolder}/`)) continue;
      // That one went is not made durable: it would take no more than its few bytes.
      if (hasLostPower && content.startsWith('gatehouse [')) continue;
      assert.ok(known.has(path) || keeper.wasLost, `${name} left "${content}" where nobody finds it`);
    }
  }
}

/**
 * Every file that was deleted on the remote is one that a person deleted here, or has moved over another; and no folder is
 * where nobody has taken one away.
 */
function onlyPeopleDelete({ server, removedByPeople, hasTakenFolders }: SimulatedWorld): void {
  const removed = new Set(removedByPeople);
  const stubs = new Set([...removed].map((content) => /^gatehouse \[1,(\d+),/.exec(content)?.[1]));
  for (const { id, content } of server.log) {
    if (content === undefined) assert.ok(hasTakenFolders, `deleted by nobody: the folder ${id}`);
    if (content === undefined || stubs.has(String(id * 2))) continue;
    const known = server.items.get(id)?.versions.some((each) => removed.has(each));
    const elsewhere = [...server.items.values()].some(
      (item) => item.id !== id && item.versions.includes(content),
    );
    assert.ok(known || elsewhere, `deleted by nobody: ${id} "${content}"`);
  }
}

/** Two people may end one conflict alike, where the server does not say that the other was first. */
function onlyWholeContentIsSent({ server, written, keptAsMine }: SimulatedWorld): void {
  const isByBoth = (content: string) => !server.abilities.ifMatch && (keptAsMine.get(content)?.size ?? 0) > 1;
  for (const { versions } of server.items.values())
    for (const [at, content] of versions.entries()) {
      assert.ok(!content.startsWith('gatehouse ['), 'the bytes of a placeholder were sent');
      assert.ok(written.has(content), `nobody wrote "${content}"`);
      if (at > 0 && !isByBoth(content))
        assert.notEqual(content, versions[at - 1], 'a version without a change');
    }
}

/**
 * The items of placeholders that could not be read while their items were moved there: such an item got another one, and
 * the person is told of the two. Which of them has its name is theirs to say; until then each keeps the name it has, and
 * what comes there under it gets a number.
 */
function sparesOf({ engine, disk }: Install, now: number): { items: Set<number>; names: Set<string> } {
  const { parts, seen } = engine ?? {};
  const found =
    parts === undefined || seen === undefined ? [] : unsent(parts.state, seen.local, seen.match, now);
  const paths = found.flatMap(({ kind, path }) => (kind === 'spare-placeholder' ? [path] : []));
  return {
    items: new Set(paths.map((path) => Number(/\[1,(\d+),/.exec(disk.need(path).content)?.[1]))),
    names: new Set(paths.map((path) => path.replace(/\.cloudf?$/, ''))),
  };
}

/** What is named like a placeholder there is called otherwise here. */
const nameThere = (path: string) =>
  path.includes('%')
    ? path
        .split('/')
        .map((each) => remoteName(each, profile))
        .join('/')
    : path;

/** The folder shows the remote: every item of every folder that is open, and nothing else but what programs left. */
function inStep(world: SimulatedWorld, install: Install): string[] {
  const { server } = world;
  const { name, disk } = install;
  const spare = world.hasLocked
    ? sparesOf(install, world.now)
    : { items: new Set<number>(), names: new Set<string>() };
  const stubs = new Set<number>();
  const all: { line: string; key: number }[] = [];
  const leftovers = new Set<string>();
  // Where two cases are one name, some items have a number more here.
  const shown = (path: string) => (disk.caseSensitive ? path : '');
  for (const [path, { kind, content }] of disk.names) {
    if (path === '' || path.startsWith('.gatehouse-drive')) continue;
    const key = /\.cloudf?$/.test(path) ? /^gatehouse \[1,(\d+),/.exec(content)?.[1] : undefined;
    if (key !== undefined) stubs.add(Number(key));
    const plain = shown(nameThere(key === undefined ? path : path.replace(/\.cloudf?$/, '')));
    const line = key === undefined ? `${plain}: ${kind === 'folder' ? '/' : content}` : `${plain}: ${key}`;
    all.push({ line, key: Number(key) });
    if (isIgnored(path.slice(path.lastIndexOf('/') + 1))) leftovers.add(line);
  }
  const remote: string[] = [];
  const walk = (id: number, path: string) => {
    for (const item of server.children(id)) {
      const at = path === '' ? item.name : `${path}/${item.name}`;
      const key = keyOf(item);
      if (stubs.has(key) && spare.names.has(at)) spare.items.add(key);
      if (spare.items.has(key)) continue;
      if (stubs.has(key)) remote.push(`${shown(at)}: ${key}`);
      else if (item.kind === 'file') remote.push(`${shown(at)}: ${item.versions.at(-1)}`);
      else {
        remote.push(`${shown(at)}: /`);
        walk(item.id, at);
      }
    }
  };
  walk(1, '');
  const local = all.flatMap(({ line, key }) => (spare.items.has(key) ? [] : [line]));
  const shared = local.filter((line) => !leftovers.has(line) || remote.includes(line)).sort();
  assert.deepEqual(shared, remote.sort(), `${name} and the remote differ`);
  return shared;
}
