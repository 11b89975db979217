/** The round number at the top of a chart, at or above the greatest value: 1, 2 or 5 times a power of ten. */
export function ceilingOf(values: readonly number[]): number {
  const greatest = Math.max(1, ...values);
  const power = 10 ** Math.floor(Math.log10(greatest));
  return ([1, 2, 5, 10].find((step) => step * power >= greatest) ?? 10) * power;
}

/** A bar as pieces one upon another: where each begins, and how high it is, both as parts of `ceiling`. */
export function stack(values: readonly number[], ceiling: number): { from: number; height: number }[] {
  let top = 0;
  return values.map((value) => {
    const from = top / ceiling;
    top += value;
    return { from, height: value / ceiling };
  });
}
