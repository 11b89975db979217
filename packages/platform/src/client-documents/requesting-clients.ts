import type { Reader } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { findRegisteredClient, type RegisteredClient } from '../apps/client-store.ts';
import type { House } from '../house.ts';
import { failureThrottle } from '../limits/failure-throttle.ts';
import type { Tables } from '../schema/tables.ts';
import type { ClientDocument } from './client-document.ts';
import { documentCache } from './document-cache.ts';
import { namesDocument } from './document-url.ts';
import { clientBy } from './documented-client-store.ts';

/** Documents a minute that one address can have us fetch. */
const allowed = 30;

/** A client as a browser's request names it: a registered one, or one that a document describes. */
export interface RequestingClients {
  /** Null for an id that needs no document; undefined where there is none that counts. */
  documentOf(request: FastifyRequest, clientId: string): Promise<ClientDocument | null | undefined>;
  /** The client, by its document where it has one. */
  find(
    tx: Reader<Tables>,
    clientId: string,
    document: ClientDocument | null,
  ): Promise<RegisteredClient | undefined>;
}

export function requestingClients(house: House): RequestingClients {
  const cache = documentCache(house);
  const throttle = failureThrottle(house.clock);
  const { clientDocuments, resources, sandboxResources } = house.settings;
  // An id_token names the client as its audience: it must not read as a token for an API (RFC 9068 section 5).
  const apis = new Set([...resources, ...sandboxResources]);
  return {
    async documentOf({ ip }, clientId) {
      if (!namesDocument(clientId)) return null;
      if (clientDocuments === 'off' || apis.has(clientId)) return undefined;
      if (!cache.has(clientId) && throttle.fail(ip, allowed) !== undefined) return undefined;
      return await cache.get(clientId);
    },
    find: (tx, clientId, document) =>
      document === null ? findRegisteredClient(tx, clientId) : clientBy(house, tx, document),
  };
}
