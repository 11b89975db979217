import assert from 'node:assert/strict';
import type { SimulatedWorld } from './world.test-support.ts';

/**
 * What a person saved once is a version once, whatever was repeated, cut off or looked at again: nothing but an edit makes
 * a version, and nothing that is known to be there is sent anew. Nor is anything renamed that no person renamed.
 */
export function nothingIsSentTwice({
  server,
  installs,
  movedByPeople,
  hasMovedHere,
  leftByPower,
}: SimulatedWorld): void {
  // Where two cases are one name, two folders that meet are one, and one of the names goes.
  const isTold = !hasMovedHere && installs.every(({ disk }) => disk.caseSensitive);
  if (isTold) assert.deepEqual(server.moved, [], 'nobody renamed anything here');
  // Without a base both sides are united by name: what was renamed on one of them meanwhile is there twice then.
  if (installs.some(({ keeper }) => keeper.wasLost)) return;
  // A move that was cut off between the new name and the old one leaves two files.
  const twice = new Set(
    installs.flatMap(({ disk }) => {
      const named = [...disk.names].filter(([path]) => !path.startsWith('.gatehouse-drive/'));
      const all = named.map(([, inode]) => inode);
      return all.filter((inode, at) => all.indexOf(inode) !== at).map(({ content }) => content);
    }),
  );
  const seen = new Map<string, number>();
  for (const { id, versions } of server.items.values())
    for (const content of versions) {
      const first = seen.get(content);
      seen.set(content, id);
      // With something new in its old place, what was moved is two files.
      if (first === undefined || movedByPeople.has(content) || twice.has(content)) continue;
      // Half of it, after a loss of power, may be like half of something else, and an older one like another file.
      if (!content.startsWith('content ') || leftByPower.has(content)) continue;
      // One of them was deleted, and came back because somebody did something to it on the other side.
      if (server.alive(first) === undefined || server.alive(id) === undefined) continue;
      // The answer was never heard, and somebody has written over it since: what lies here is another edit of it.
      if (first !== id && server.need(first).versions.at(-1) !== content) continue;
      // Made without an answer where a call cannot be repeated, and then moved away by somebody.
      if (first !== id && !server.abilities.idempotency) continue;
      // Nor does anybody know of what was made without an answer that it is this, where the server tells no digest.
      if (first !== id && !server.sha256) continue;
      assert.fail(`"${content}" was sent once more: to ${first} and to ${id}`);
    }
}
