import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Client, findRegisteredClient } from '../apps/client-store.ts';
import { redirectUriMatches } from '../apps/redirect-uri.ts';
import { namesDocument } from '../client-documents/document-url.ts';
import type { House } from '../house.ts';
import type { Route } from '../route.ts';
import { OAuthError } from './oauth-error.ts';
import { protectedResourcePath } from './protected-resource.ts';

interface Readers {
  /** Pages of every origin, or those of the app alone that asks. */
  readonly who: 'everybody' | 'app';
  readonly method: 'GET' | 'POST';
  /** What a page may send beside what any page may. */
  readonly headers: string;
}

const document: Readers = { who: 'everybody', method: 'GET', headers: '*' };
const ofApp: Readers = { who: 'app', method: 'POST', headers: 'content-type, dpop' };

/**
 * What pages of other origins may read: apps that run in a browser have no server to ask for them. No cookie decides
 * anything at these addresses, and none is ever let along: `Access-Control-Allow-Credentials` is never sent. Where a
 * client sends its secret by a header that header is not let along either: no page can keep a secret.
 */
const readable: ReadonlyMap<string, Readers> = new Map([
  ['/.well-known/oauth-authorization-server', document],
  ['/.well-known/openid-configuration', document],
  [protectedResourcePath, document],
  ['/oauth/jwks', document],
  // Whoever has the token may know what it says (OpenID Connect Core section 5.3).
  ['/oauth/userinfo', { who: 'everybody', method: 'GET', headers: 'authorization, dpop' }],
  ['/oauth/token', ofApp],
  ['/oauth/token/', ofApp],
  ['/oauth/revoke', ofApp],
  ['/oauth/par', ofApp],
]);

const exposed = 'dpop-nonce, www-authenticate, retry-after';
const dayInSeconds = 24 * 60 * 60;

/** A page's origin; undefined where no page asks, or one without an address. */
function originOf({ headers: { origin } }: FastifyRequest): string | undefined {
  return origin !== undefined && /^https?:\/\//.test(origin) ? origin : undefined;
}

function letRead(reply: FastifyReply, origin: string): void {
  reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', exposed);
}

/** Lets everybody read what is for everybody, and says that the rest differs by origin. */
export function letOthersRead(server: FastifyInstance): void {
  server.addHook('onRequest', ({ routeOptions: { url = '' } }, reply, done) => {
    const readers = readable.get(url);
    if (readers?.who === 'everybody') letRead(reply, '*');
    if (readers?.who === 'app') reply.header('vary', 'origin');
    done();
  });
}

/** A refusal holds nothing of anybody, and says what to mend. */
export function letReadRefusal({ routeOptions: { url = '' } }: FastifyRequest, reply: FastifyReply): void {
  if (readable.has(url)) letRead(reply, '*');
}

/**
 * Lets a page of the app that asks read the answer: one of the origin of a redirect URI of it, or of the document it is
 * described by. A page of any other origin is refused before anything is spent. What a client with a secret is told,
 * no page reads.
 */
export async function letAppRead(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  client: Client,
): Promise<void> {
  const origin = originOf(request);
  if (origin === undefined || origin === house.issuer || client.confidential) return;
  const { clientId } = client;
  const { redirectUris = [] } = (await house.database.read((tx) => findRegisteredClient(tx, clientId))) ?? {};
  const homes = [...redirectUris, ...(namesDocument(clientId) ? [clientId] : [])].map(
    (uri) => new URL(uri).origin,
  );
  if (!homes.some((home) => redirectUriMatches(home, origin)))
    throw new OAuthError('page_of_other_origin').comparing(origin, homes.join(' '));
  letRead(reply, origin);
}

/** What a browser asks before it sends such a request (the Fetch standard, section 3.3). Who the app is comes later. */
export function preflightRoutes(): Route[] {
  return Array.from(readable, ([path, { method, headers }]) => ({
    method: 'OPTIONS',
    path,
    audience: 'oauth',
    right: { kind: 'public', because: 'Browsers ask it of themselves, before a page may ask anything.' },
    audit: [],
    summary: 'Tells a browser what a page of another origin may send here.',
    async handler(request, reply) {
      const origin = originOf(request);
      if (origin !== undefined)
        reply
          .header('access-control-allow-origin', '*')
          .header('access-control-allow-methods', method)
          .header('access-control-allow-headers', headers)
          .header('access-control-max-age', dayInSeconds);
      return await reply.code(204).send();
    },
  }));
}
