import type { FastifyRequest } from 'fastify';
import { openAccessToken } from '../access/access-token.ts';
import { invalidRequest, invalidToken, noCredentials, type Refusal } from '../access/refusal.ts';
import type { House } from '../house.ts';
import { csrfHolds, currentSession } from '../sign-in/session.ts';
import type { Caller } from './rest-call.ts';

export type Authenticated =
  | { readonly ok: true; readonly caller: Caller }
  | {
      readonly ok: false;
      readonly refusal: Refusal;
      /** The client whose token was real and too old: its developers may read of it. */
      readonly expiredOf?: string;
    };

/** Who calls: a bearer token (RFC 6750 section 2.1), or the session of a person at our own console. */
export async function authenticate(house: House, request: FastifyRequest): Promise<Authenticated> {
  // RFC 9700 section 4.3.2: a token in a URL ends up in logs, histories and Referer headers.
  if (new URLSearchParams(rawQuery(request)).has('access_token')) {
    return no(invalidRequest('Send the access token in the Authorization header, never in the URL'));
  }
  const { authorization } = request.headers;
  if (authorization !== undefined) return bearer(house, authorization);
  return await session(house, request);
}

export function rawQuery(request: FastifyRequest): string {
  const { url = '' } = request.raw;
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}

/** RFC 6750 section 2.2 allows it; we do not: one place for credentials leaves nothing to be confused about. */
export function tokenInBody(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, 'access_token');
}

function bearer(house: House, authorization: string): Authenticated {
  // RFC 9110 section 11.1: the scheme in any case; RFC 6750 section 2.1: exactly one space, then b64token.
  const [, token] = /^bearer ([A-Za-z0-9\-._~+/]+=*)$/i.exec(authorization) ?? [];
  if (token === undefined) {
    const isBearer = /^bearer(\s|$)/i.test(authorization);
    return no(isBearer ? invalidToken() : noCredentials());
  }
  const opened = openAccessToken(house.keys, token, house.clock.now());
  if (opened.ok) return { ok: true, caller: { kind: 'app', claims: opened.claims } };
  if (opened.reason !== 'expired') return no(invalidToken());
  return { ...no(invalidToken('The access token expired')), expiredOf: opened.claims.clientId };
}

async function session(house: House, request: FastifyRequest): Promise<Authenticated> {
  const found = await currentSession(house, request);
  if (found === undefined) return no(noCredentials());
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  // A cookie travels by itself; the header proves that a page of ours asked.
  if (changes && !csrfHolds(house, found, request, request.headers['x-csrf-token'])) {
    return no({
      status: 403,
      errors: ['The X-CSRF-Token header is missing or does not belong to this session.'],
    });
  }
  return { ok: true, caller: { kind: 'session', session: found } };
}

function no(refusal: Refusal): Extract<Authenticated, { ok: false }> {
  return { ok: false, refusal };
}
