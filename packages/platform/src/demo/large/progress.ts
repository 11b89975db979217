/** How far a load has come. */
export interface Progress {
  readonly what: 'people' | 'files';
  readonly done: number;
  readonly of: number;
}

/** `120,000 of 1,000,000 files, 812 a second, 18 min left`: the rate is that of what was done since the start. */
export function progressLine(
  { what, done, of }: Progress,
  since: { done: number; milliseconds: number },
): string {
  const counted = `${grouped(done)} of ${grouped(of)} ${what}`;
  const rate = (1_000 * (done - since.done)) / Math.max(1, since.milliseconds);
  if (rate <= 0 || done >= of) return counted;
  return `${counted}, ${grouped(Math.round(rate))} a second, ${leftOf((of - done) / rate)} left`;
}

function leftOf(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
