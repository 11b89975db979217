import { isIP } from 'node:net';
import type { House } from '../house.ts';

/** Who we are to an authenticator: it gives its answer to pages of this host alone, so that no false page can ask for it. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** Undefined where the deployment is known by an address only, which passkeys cannot belong to (Web Authentication 5.1.3). */
export function relyingParty({ issuer }: Pick<House, 'issuer'>): RelyingParty | undefined {
  const { hostname, origin } = new URL(issuer);
  return isIP(hostname) !== 0 || hostname.startsWith('[') ? undefined : { id: hostname, origin };
}
