/** `YYYY-MM-DDTHH:MM:SSZ` of a stored time in milliseconds: whole seconds, always UTC. */
export function timestamp(milliseconds: number): string {
  const wholeSecond = new Date(Math.floor(milliseconds / 1000) * 1000);
  return `${wholeSecond.toISOString().slice(0, -'.000Z'.length)}Z`;
}

/** Milliseconds of a time as clients send it, with a zone (RFC 3339 section 5.6); undefined for anything else. */
export function instantFrom(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}
