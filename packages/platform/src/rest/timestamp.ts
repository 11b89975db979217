/** `YYYY-MM-DDTHH:MM:SSZ` of a stored time in milliseconds: whole seconds, always UTC. */
export function timestamp(milliseconds: number): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(milliseconds);
  return instant.toString({ smallestUnit: 'second', roundingMode: 'floor' });
}

/** Milliseconds of a time as clients send it, with a zone (RFC 3339 section 5.6); undefined for anything else. */
export function instantFrom(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}
