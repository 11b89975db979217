/** Mean and spread of one class of samples. */
interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/** Beyond this, two classes differ and not by chance, as leakage assessments have it (TVLA, dudect). */
export const significant = 4.5;

/** Welch's t: how far two means are apart, measured in what chance would do to samples of these spreads. */
export function welch(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [momentsOf(one), momentsOf(other)];
  const spread = Math.sqrt(a.variance / a.count + b.variance / b.count);
  return spread === 0 ? 0 : (a.mean - b.mean) / spread;
}

/** Both classes without the samples above this share of all: a scheduler's pause says nothing about a comparison. */
export function cropped(
  one: readonly number[],
  other: readonly number[],
  share = 0.9,
): readonly [readonly number[], readonly number[]] {
  const all = [...one, ...other].sort((a, b) => a - b);
  const most = all[Math.floor((all.length - 1) * share)] ?? 0;
  return [one.filter((sample) => sample <= most), other.filter((sample) => sample <= most)];
}

function momentsOf(samples: readonly number[]): Moments {
  const count = samples.length;
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / count;
  const squares = samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0);
  return { count, mean, variance: squares / Math.max(count - 1, 1) };
}
