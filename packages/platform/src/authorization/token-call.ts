import type { Client } from '../apps/client-store.ts';
import type { Origin } from '../audit/audit.ts';
import type { House } from '../house.ts';

/** A token request whose client is authenticated. */
export interface TokenCall {
  readonly house: House;
  readonly client: Client;
  readonly origin: Origin;
  /** Thumbprint of the key that the request proved to hold (RFC 9449); null where it proved none. */
  readonly jkt: string | null;
}
