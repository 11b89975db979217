/** Far deeper than any schema of ours looks. */
const maxDepth = 32;

/** What is wrong with an input whatever its schema; `field` is the nearest name, as in other faults. */
export interface Unfit {
  readonly field: string;
  readonly fix: string;
}

/**
 * What no input may hold: U+0000 and lone surrogates, which our databases do not store, and nesting so deep that
 * whoever walks it by recursion runs out of stack. Looked for before a schema is, since a schema reads what it does
 * not list as well; and without recursion.
 */
export function unfit(input: unknown): Unfit | undefined {
  const places = [{ value: input, field: 'base', depth: 0 }];
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value, field, depth } = place;
    const wrong = typeof value === 'string' ? unfitText(value) : undefined;
    if (wrong !== undefined) return { field, fix: wrong };
    if (typeof value !== 'object' || value === null) continue;
    if (depth === maxDepth) return { field, fix: `nest at most ${maxDepth} levels` };
    const isList = Array.isArray(value);
    for (const [key, inner] of Object.entries(value)) {
      const unfitKey = unfitText(key);
      if (unfitKey !== undefined) return { field, fix: unfitKey };
      places.push({ value: inner, field: isList ? field : key, depth: depth + 1 });
    }
  }
  return undefined;
}

function unfitText(text: string): string | undefined {
  if (text.includes('\0')) return 'must not contain U+0000';
  return text.isWellFormed() ? undefined : 'must be well-formed text';
}
