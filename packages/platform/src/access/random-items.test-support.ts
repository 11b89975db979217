import fc from 'fast-check';
import type { Group, Item, Person } from './oracle.ts';
import { at } from './random-permits.test-support.ts';

export function drawnItems(personCount: number, groupCount: number) {
  const item = fc.record({
    folder: fc.nat({ max: 30 }),
    private: fc.integer({ min: 0, max: 2 }).map((drawn) => drawn === 0),
    readers: fc.array(fc.nat({ max: personCount - 1 }), { maxLength: 3 }),
    groups: fc.array(fc.nat({ max: groupCount - 1 }), { maxLength: 1 }),
    maker: fc.nat({ max: personCount - 1 }),
    kept: fc.boolean(),
  });
  return fc.array(item, { minLength: 1, maxLength: 7 });
}

type DrawnItems = ReturnType<typeof drawnItems> extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** The first is the root; every other lies in one before it, so folders nest as deep as chance has it. */
export function itemsFrom(
  drawn: DrawnItems,
  scope: string,
  { people, groups }: { readonly people: readonly Person[]; readonly groups: readonly Group[] },
): Item[] {
  const made: Item[] = [];
  for (const [index, each] of drawn.entries()) {
    made.push({
      name: `${scope} item ${index}`,
      folder: index === 0 ? null : at(made, each.folder % index),
      private: each.private,
      readers: new Set(each.readers.map((reader) => at(people, reader))),
      groups: new Set(each.groups.map((group) => at(groups, group))),
      maker: at(people, each.maker),
      kept: each.kept,
    });
  }
  return made;
}

export function groupsFrom(
  drawn: readonly (readonly boolean[])[],
  scope: string,
  people: readonly Person[],
): Group[] {
  return drawn.map((members, index) => ({
    name: `${scope} group ${index}`,
    members: new Set(people.filter((_, person) => at(members, person))),
  }));
}
