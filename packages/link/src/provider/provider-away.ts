/** An authorization server that cannot be reached, or does not answer in time. */
export class ProviderAway extends Error {
  override name = 'ProviderAway';
}

/** The client library passes it on as the cause of its own. */
export function isAway(error: unknown): boolean {
  return error instanceof ProviderAway || (error instanceof Error && error.cause instanceof ProviderAway);
}
