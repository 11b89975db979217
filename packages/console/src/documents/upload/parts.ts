const mebi = 1024 * 1024;
/** Above the 5 MiB that a part must have, and small enough to be sent again without regret. */
const usual = 8 * mebi;
const mostParts = 10_000;

/** How a file is cut: into equal parts, of which the last is what is left. */
export function partsOf(size: number): { start: number; size: number }[] {
  const each = Math.max(usual, Math.ceil(size / mostParts / mebi) * mebi);
  const count = Math.max(1, Math.ceil(size / each));
  return Array.from({ length: count }, (_, at) => ({
    start: at * each,
    size: Math.min(each, size - at * each),
  }));
}
