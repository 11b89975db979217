export interface SortKey<By> {
  readonly by: By;
  readonly direction: 'asc' | 'desc';
}

/**
 * What a list is to be sorted by (wire reference B.7): names parted by commas, the first of them first, each with a minus
 * where it descends. What is not known is left out; where nothing is left, the list comes as it comes without.
 */
export function sortKeys<By>(
  sort: string | undefined,
  known: Readonly<Record<string, By>>,
  otherwise: By,
): readonly SortKey<By>[] {
  const keys = new Map<By, SortKey<By>>();
  for (const part of (sort ?? '').split(',')) {
    const name = part.trim().replace(/^-/, '');
    const by = Object.hasOwn(known, name) ? known[name] : undefined;
    if (by === undefined || keys.has(by)) continue;
    keys.set(by, { by, direction: part.trim().startsWith('-') ? 'desc' : 'asc' });
  }
  return keys.size === 0 ? [{ by: otherwise, direction: 'asc' }] : [...keys.values()];
}

/** Two rows that are alike must not change places between two pages: an id decides, the way the list goes. */
export function wayOf(keys: readonly SortKey<unknown>[]): 'asc' | 'desc' {
  return keys[0]?.direction ?? 'asc';
}
