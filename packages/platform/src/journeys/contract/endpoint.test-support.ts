type Json = 'integer' | 'string' | 'boolean' | 'object';

/** What a read answers, as the wire reference lists it: each field is there, and of this JSON type. */
export interface Endpoint {
  readonly path: string;
  readonly fields: Readonly<Record<string, Json | `${Json}|null`>>;
}

/** What of an answer is not as the reference has it; a list is read item by item. */
export function deviations({ fields }: Endpoint, body: unknown): string[] {
  const items: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (items.length === 0) return ['the list is empty, which proves nothing'];
  return items.flatMap((item) =>
    Object.entries(fields).flatMap(([name, allowed]) => {
      const found = jsonType(item, name);
      return allowed.split('|').includes(found) ? [] : [`${name} is ${found}, not ${allowed}`];
    }),
  );
}

function jsonType(item: unknown, name: string): string {
  if (typeof item !== 'object' || item === null || !(name in item)) return 'absent';
  const value = (item as Readonly<Record<string, unknown>>)[name];
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}
