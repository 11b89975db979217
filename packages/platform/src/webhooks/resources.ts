import type { ChangeOfResource } from '../schema/tables.ts';

const all: readonly ChangeOfResource[] = ['create', 'update', 'delete'];

/** What hooks can be told of, by the names of the wire; those of Documents are ours, for the field publishes none. */
export const resources: Readonly<
  Record<string, { readonly tool: string; readonly types: readonly ChangeOfResource[] }>
> = {
  'Company Files': { tool: 'documents', types: all },
  'Company Folders': { tool: 'documents', types: all },
  'Project Files': { tool: 'documents', types: all },
  'Project Folders': { tool: 'documents', types: all },
  'Company Users': { tool: 'directory', types: ['create', 'update'] },
  'Project Users': { tool: 'directory', types: ['create', 'delete'] },
  Projects: { tool: 'admin', types: ['create', 'update'] },
};

export const apiVersions = ['v2.0', 'v3.0', 'v4.0'] as const;

/** What is wrong with a wish to be told of this; undefined where it can be told. */
export function faultIn(
  resource: string,
  type: ChangeOfResource,
): Readonly<Record<string, readonly string[]>> | undefined {
  const known = Object.hasOwn(resources, resource) ? resources[resource] : undefined;
  if (known === undefined) return { resource_name: [`is not one of ${Object.keys(resources).join(', ')}`] };
  if (!known.types.includes(type))
    return { event_type: [`is not told of ${resource}: send ${known.types.join(' or ')}`] };
  return undefined;
}
