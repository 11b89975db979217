export interface TimeRange {
  /** Milliseconds, from this one on. */
  readonly from?: number | undefined;
  /** Milliseconds, before this one. */
  readonly before?: number | undefined;
}

/**
 * `"2026-01-01...2026-01-31"`, quotes or not, each side a date or a time, either side left out. A date as the end is
 * the whole of its day; one alone is that day. What is no range filters nothing.
 */
export function timeRange(text: string | undefined): TimeRange | undefined {
  if (text === undefined) return undefined;
  const [start = '', end = start] = text.replaceAll(/[\\"]/g, '').trim().split('...', 2);
  const [from, before] = [spanOf(start)?.from, spanOf(end)?.before];
  return from === undefined && before === undefined ? undefined : { from, before };
}

/** What a date or a time covers: a day, or the second that is told of it. */
function spanOf(text: string): { from: number; before: number } | undefined {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text.trim())) {
      const from = Temporal.Instant.from(`${text.trim()}T00:00:00Z`).epochMilliseconds;
      return { from, before: from + 86_400_000 };
    }
    const from = Temporal.Instant.from(text.trim()).epochMilliseconds;
    return { from, before: from + 1000 };
  } catch {
    return undefined;
  }
}
