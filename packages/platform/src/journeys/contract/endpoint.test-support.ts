/** What a read answers, as the wire reference lists it: each field is there, and of this JSON type. */
export interface Endpoint {
  readonly path: string;
  /** JSON types by name, with `|` between those that are allowed. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What of an answer is not as the reference has it; a list is read item by item, also one under `data` (v2). */
export function deviations({ fields }: Endpoint, body: unknown): string[] {
  const content = isObject(body) && 'data' in body ? body.data : body;
  const items: readonly unknown[] = Array.isArray(content) ? content : [content];
  if (items.length === 0) return ['the list is empty, which proves nothing'];
  return items.flatMap((item) =>
    Object.entries(fields).flatMap(([name, allowed]) => {
      const found = jsonType(item, name);
      return allowed.split('|').includes(found) ? [] : [`${name} is ${found}, not ${allowed}`];
    }),
  );
}

function jsonType(item: unknown, name: string): string {
  if (!isObject(item) || !(name in item)) return 'absent';
  const value = item[name];
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
