import type { Facts } from '../access/facts.ts';
import type { Caller } from '../rest/rest-call.ts';
import type { Lister } from './company-store.ts';

/** A client's own token lists the companies its accounts live in; everyone else lists their own. */
export function listerOf(caller: Caller, { credential, principal }: Facts): Lister | null {
  if (credential.kind === 'app' && credential.account !== null) {
    return caller.kind === 'app' ? { kind: 'client', clientId: caller.claims.clientId } : null;
  }
  if (principal === null) return null;
  // Nothing crosses between sandbox and production, not even a name.
  const environment = credential.kind === 'app' ? (credential.client?.environment ?? null) : null;
  const grantId = credential.kind === 'app' ? (credential.grant?.grantId ?? null) : null;
  return { kind: 'person', personId: principal.personId, environment, grantId };
}
