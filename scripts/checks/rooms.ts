import { posix } from 'node:path';
import { isCode, isTestCode, type SourceFile } from './file.ts';
import { importsOf } from './imports.ts';

const house = 'packages/platform/src/';

/**
 * Circles between the rooms of the platform: rooms of which each needs the other cannot be read one by one.
 * Types may point both ways, since nothing is loaded by them.
 */
export function circlesBetweenRooms(files: readonly SourceFile[]): string[] {
  const doors = new Map<string, Map<string, string>>();
  for (const { path, text } of files) {
    const room = roomOf(path);
    if (room === undefined || !isCode(path) || isTestCode(path)) continue;
    for (const { specifier, typeOnly } of importsOf(text)) {
      if (typeOnly || !specifier.startsWith('.')) continue;
      const other = roomOf(posix.join(posix.dirname(path), specifier));
      if (other === undefined || other === room) continue;
      const from = doors.get(room) ?? new Map<string, string>();
      if (!from.has(other)) from.set(other, `${path.slice(house.length)} imports ${specifier}`);
      doors.set(room, from);
    }
  }
  const found = new Set<string>();
  return [...doors.keys()].flatMap((room) => {
    const circle = wayBack(room, room, doors);
    const key = [...(circle ?? [])].sort().join();
    if (circle === undefined || found.has(key)) return [];
    found.add(key);
    const steps = circle.map((from, at) => doors.get(from)?.get(circle[at + 1] ?? room));
    return [`${[...circle, room].join(' → ')}: ${steps.join('; ')}`];
  });
}

/** The rooms on the shortest way from a room back to the first one, that room included. */
function wayBack(start: string, goal: string, doors: ReadonlyMap<string, ReadonlyMap<string, string>>) {
  const ways = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of doors.get(way.at(-1) ?? start)?.keys() ?? []) {
      if (next === goal) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}

/** Files directly below src wire rooms together and belong to none. */
function roomOf(path: string): string | undefined {
  if (!path.startsWith(house)) return undefined;
  const [room, ...inside] = path.slice(house.length).split('/');
  return inside.length > 0 ? room : undefined;
}
