/** What a read answers, as the wire reference lists it: each field is there, and of this JSON type. */
export interface Endpoint {
  readonly path: string;
  /**
   * JSON types by name, with `|` between those that are allowed, and `empty` for a list of nothing; `a.b` is `b` of `a`, or of each in the list `a`, and `a.[]`
   * is whatever is in the list itself. Of `a?.b` nothing is asked where `a` is null or an empty list; that it is neither somewhere is for `filledPaths`.
   */
  readonly fields: Fields;
}

export type Fields = Readonly<Record<string, string>>;

/** The fields of what stands at a name. */
export function nested(name: string, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([inner, type]) => [`${name}.${inner}`, type]));
}

/** The same in v2: ids are texts from v2.0 on (wire reference B.8). */
export function withTextIds(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, type]) => [
      name,
      /(^|[._])id$/.test(name) ? type.replace('integer', 'string') : type,
    ]),
  );
}

/** What of an answer is not as the reference has it; a list is read item by item, also one under `data` (v2). */
export function deviations({ fields }: Pick<Endpoint, 'fields'>, body: unknown): string[] {
  const items = itemsOf(body);
  if (items.length === 0) return ['the list is empty, which proves nothing'];
  return items.flatMap((item) =>
    Object.entries(fields).flatMap(([name, allowed]) => {
      const wrong = typesAt(item, name.split('.')).find((found) => !isAllowed(found, allowed.split('|')));
      return wrong === undefined ? [] : [`${name} is ${wrong}, not ${allowed}`];
    }),
  );
}

/** Those of the fields that may have nothing to look at, and had something in this answer. */
export function filledPaths(fields: Fields, body: unknown): string[] {
  const items = itemsOf(body);
  return optionalPaths(fields).filter((name) =>
    items.some((item) => typesAt(item, name.split('.')).length > 0),
  );
}

export function optionalPaths(fields: Fields): string[] {
  return Object.keys(fields).filter((name) => name.includes('?'));
}

function itemsOf(body: unknown): readonly unknown[] {
  const content = isObject(body) && 'data' in body ? body.data : body;
  return Array.isArray(content) ? content : [content];
}

function isAllowed(found: string, allowed: readonly string[]): boolean {
  return allowed.includes(found) || (found === 'empty' && allowed.includes('array'));
}

/** The types of what stands at a path; an empty list on the way proves nothing. */
function typesAt(item: unknown, [name = '', ...rest]: readonly string[]): string[] {
  if (rest.length === 0) return [isObject(item) && name in item ? jsonType(item[name]) : 'absent'];
  const known = name.replace('?', '');
  const inner = isObject(item) ? item[known] : undefined;
  if (known !== name && (inner === null || (Array.isArray(inner) && inner.length === 0))) return [];
  if (!Array.isArray(inner)) return typesAt(inner, rest);
  if (inner.length === 0) return [`of nothing, for ${known} is empty`];
  return rest[0] === '[]' ? inner.map(jsonType) : inner.flatMap((each) => typesAt(each, rest));
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
