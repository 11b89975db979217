/** What a change depends on, beside what it says. Servers without these take the change as it is. */
export type Conditions = {
  /** The `revision` of the item as it was last seen: changed since, it is refused with 412. */
  ifMatch?: string | undefined;
  /** Any text; with the same one a create is done once, however often it is sent. */
  idempotencyToken?: string | undefined;
  signal?: AbortSignal | undefined;
};

export function conditionHeaders({ ifMatch, idempotencyToken }: Conditions): Record<string, string> {
  return {
    ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    ...(idempotencyToken === undefined ? {} : { 'idempotency-token': idempotencyToken }),
  };
}
