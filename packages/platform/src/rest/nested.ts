/** What bracketed names spell: `file[name]=a&ids[]=1` is `{ file: { name: 'a' }, ids: ['1'] }`. */
export interface Nested {
  [name: string]: string | string[] | Nested;
}

export type NestedResult =
  | { readonly ok: true; readonly value: Nested }
  | { readonly ok: false; readonly field: string; readonly fix: string };

const maxDepth = 5;
const maxFields = 1000;

/** Object keys that would reach into the prototype of whatever the value is merged into. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads names as clients write them; a plain name that is repeated becomes a list, as one client sends lists so. */
export function nest(fields: Iterable<readonly [string, string]>): NestedResult {
  const root: Nested = {};
  let count = 0;
  for (const [name, value] of fields) {
    count += 1;
    if (count > maxFields) return no(name, `send at most ${maxFields} fields`);
    const path = pathOf(name);
    if (path === undefined) return no(name, 'write nested names as name[key] and lists as name[]');
    if (path.keys.length > maxDepth) return no(name, `nest at most ${maxDepth} levels`);
    if (path.keys.some((key) => forbidden.has(key))) return no(name, 'use another name');
    if (!put(root, path, value)) return no(name, 'send it either as a value or as an object, not as both');
  }
  return { ok: true, value: root };
}

interface FieldPath {
  readonly keys: readonly string[];
  readonly list: boolean;
}

function pathOf(name: string): FieldPath | undefined {
  const match = /^([^[\]]+)((?:\[[^[\]]+\])*)(\[\])?$/.exec(name);
  if (match === null) return undefined;
  const [, first = '', rest = '', list] = match;
  const keys = rest === '' ? [] : rest.slice(1, -1).split('][');
  return { keys: [first, ...keys], list: list !== undefined };
}

function put(root: Nested, path: FieldPath, value: string): boolean {
  let place = root;
  for (const key of path.keys.slice(0, -1)) {
    const next = Object.hasOwn(place, key) ? place[key] : undefined;
    if (typeof next === 'string' || Array.isArray(next)) return false;
    const inner: Nested = next ?? {};
    place[key] = inner;
    place = inner;
  }
  const last = path.keys.at(-1) ?? '';
  const held = Object.hasOwn(place, last) ? place[last] : undefined;
  if (held === undefined) place[last] = path.list ? [value] : value;
  else if (typeof held === 'string') place[last] = [held, value];
  else if (Array.isArray(held)) held.push(value);
  else return false;
  return true;
}

function no(field: string, fix: string): NestedResult {
  return { ok: false, field: field.slice(0, 100), fix };
}
