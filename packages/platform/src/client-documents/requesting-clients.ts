import type { Reader } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import type { ClientKey } from '../apps/client-key.ts';
import { findRegisteredClient, type RegisteredClient } from '../apps/client-store.ts';
import type { House } from '../house.ts';
import { failureThrottle } from '../limits/failure-throttle.ts';
import type { Tables } from '../schema/tables.ts';
import { type ClientDocument, readDocument, readKeySet } from './client-document.ts';
import { type DocumentCache, documentCache } from './document-cache.ts';
import { namesDocument } from './document-url.ts';
import { clientBy } from './documented-client-store.ts';

/** Documents a minute that one address can have us fetch. */
const allowed = 30;

/** A client as a browser's request names it: a registered one, or one that a document describes. */
export interface RequestingClients {
  /** Null for an id that needs no document; undefined where there is none that counts. */
  documentOf(
    request: Pick<FastifyRequest, 'ip'>,
    clientId: string,
  ): Promise<ClientDocument | null | undefined>;
  /** The keys by which such a client signs, as they are now; none where they cannot be had. */
  keysOf(request: Pick<FastifyRequest, 'ip'>, clientId: string): Promise<readonly ClientKey[]>;
  /** The client, by its document where it has one. */
  find(
    tx: Reader<Tables>,
    clientId: string,
    document: ClientDocument | null,
  ): Promise<RegisteredClient | undefined>;
}

export function requestingClients(house: House): RequestingClients {
  const documents = documentCache(house, readDocument);
  const keySets = documentCache(house, readKeySet);
  const throttle = failureThrottle(house.clock);
  const { clientDocuments, resources, sandboxResources } = house.settings;
  // An id_token names the client as its audience: it must not read as a token for an API (RFC 9068 section 5).
  const apis = new Set([...resources, ...sandboxResources]);
  async function take<Document>(
    from: DocumentCache<Document>,
    { ip }: Pick<FastifyRequest, 'ip'>,
    url: string,
  ) {
    if (!from.has(url) && throttle.failFrom(ip, allowed) !== undefined) return undefined;
    return await from.get(url);
  }

  const documentOf: RequestingClients['documentOf'] = async (request, clientId) => {
    if (!namesDocument(clientId)) return null;
    if (clientDocuments === 'off' || apis.has(clientId)) return undefined;
    return await take(documents, request, clientId);
  };
  return {
    documentOf,
    async keysOf(request, clientId) {
      const keys = (await documentOf(request, clientId))?.keys ?? [];
      return 'uri' in keys ? ((await take(keySets, request, keys.uri)) ?? []) : keys;
    },
    find: (tx, clientId, document) =>
      document === null ? findRegisteredClient(tx, clientId) : clientBy(house, tx, document),
  };
}
