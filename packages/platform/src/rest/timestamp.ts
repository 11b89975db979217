/** `YYYY-MM-DDTHH:MM:SSZ` of a stored time in milliseconds: whole seconds, always UTC. */
export function timestamp(milliseconds: number): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(milliseconds);
  return instant.toString({ smallestUnit: 'second', roundingMode: 'floor' });
}
