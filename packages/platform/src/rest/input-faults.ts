import type { Fault } from '@gatehouse/wire';
import type { TSchema } from 'typebox';

export type FieldMessages = Record<string, string[]>;

/**
 * Faults as the wire tells them: the field, and what to send instead. A query names its field as it was written
 * (`filters[by_status]`), a body by its own name without the wrapper around it (`name` of `folder[name]`).
 */
export function faultMessages(
  schema: TSchema,
  faults: readonly Fault[],
  where: 'query' | 'body',
): FieldMessages {
  const messages: FieldMessages = {};
  for (const fault of faults) {
    const path = fault.pointer.split('/').slice(1).map(unescapePointer);
    const what = describe(schemaAt(schema, path));
    const name = where === 'query' ? bracketed(path) : (path.at(-1) ?? 'base');
    messages[name] = [fault.reason === 'missing' ? `is missing: send ${what}` : `must be ${what}`];
  }
  return messages;
}

function bracketed([first = 'base', ...rest]: readonly string[]): string {
  return first + rest.map((key) => `[${key}]`).join('');
}

/** RFC 6901 section 4. */
function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** As much of JSON Schema as a description needs. */
interface Described {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Described[];
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
  readonly examples?: readonly unknown[];
}

function schemaAt(schema: TSchema, path: readonly string[]): Described | undefined {
  let place: Described | undefined = schema;
  for (const key of path) {
    const properties: Described['properties'] = place?.properties;
    place = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : place?.items;
  }
  return place;
}

function describe(schema: Described | undefined): string {
  if (schema?.enum !== undefined) return `one of ${schema.enum.join(', ')}`;
  const [example] = schema?.examples ?? [];
  if (example !== undefined) return `text like ${example}`;
  if (schema?.anyOf !== undefined) return describe(schema.anyOf[0]);
  switch (schema?.type) {
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'object':
      return 'an object';
    default:
      return 'a text';
  }
}
