/** Milliseconds, both ends included. */
export interface DateRange {
  readonly from: number;
  readonly to: number;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

/**
 * `<from>...<to>`, perhaps in quotes, perhaps quotes with a backslash, each side a day or a time; or one day alone.
 * Undefined where nothing was asked for; null for what is no range.
 */
export function dateRange(text: string | undefined): DateRange | null | undefined {
  if (text === undefined) return undefined;
  const [left = '', right = left, ...rest] = text.replaceAll(/[\\"]/g, '').trim().split('...');
  const from = edge(left, 'first');
  const to = edge(right, 'last');
  return rest.length > 0 || from === undefined || to === undefined ? null : { from, to };
}

function edge(text: string, which: 'first' | 'last'): number | undefined {
  const at = Date.parse(day.test(text.trim()) ? `${text.trim()}T00:00:00Z` : text.trim());
  if (Number.isNaN(at)) return undefined;
  if (which === 'first') return at;
  // Times are told without what is less than a second.
  return at + (day.test(text.trim()) ? 86_400_000 : at % 1000 === 0 ? 1000 : 1) - 1;
}
