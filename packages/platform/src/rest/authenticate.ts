import type { FastifyRequest } from 'fastify';
import { openAccessToken } from '../access/access-token.ts';
import {
  invalidRequest,
  invalidToken,
  noCredentials,
  proofRefused,
  type Refusal,
} from '../access/refusal.ts';
import type { House } from '../house.ts';
import { type BindingFault, bindingFault, codeOfBindingFault } from '../proofs/binding.ts';
import { signatureAlgorithms } from '../proofs/signature.ts';
import { csrfHolds, currentSession } from '../sign-in/session.ts';
import type { Caller } from './rest-call.ts';

export type Authenticated =
  | {
      readonly ok: true;
      readonly caller: Caller;
      /** There is no room for the call: whether its proof was used before was not asked, and it goes no further. */
      readonly isTooMany: boolean;
    }
  | {
      readonly ok: false;
      readonly refusal: Refusal;
      /** The client whose token was real and could not be used: its developers may read why. */
      readonly tokenOf?: { readonly clientId: string; readonly reason: TokenFault };
    };

export type TokenFault = 'token_expired' | BindingFault;

/** Who calls: a bearer token (RFC 6750 section 2.1), or the session of a person at our own console. */
export async function authenticate(house: House, request: FastifyRequest): Promise<Authenticated> {
  // RFC 9700 section 4.3.2: a token in a URL ends up in logs, histories and Referer headers.
  if (new URLSearchParams(rawQuery(request)).has('access_token')) {
    return no(invalidRequest('Send the access token in the Authorization header, never in the URL'));
  }
  const { authorization } = request.headers;
  if (authorization !== undefined) return await bearer(house, request, authorization);
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

async function bearer(house: House, request: FastifyRequest, authorization: string): Promise<Authenticated> {
  // RFC 9110 section 11.1: the scheme in any case; RFC 6750 section 2.1: exactly one space, then b64token.
  const [, scheme, token] = /^(bearer|dpop) ([A-Za-z0-9\-._~+/]+=*)$/i.exec(authorization) ?? [];
  if (scheme === undefined || token === undefined) {
    const isBearer = /^(?:bearer|dpop)(\s|$)/i.test(authorization);
    return no(isBearer ? invalidToken() : noCredentials());
  }
  const opened = openAccessToken(house.keys, token, house.clock.now());
  if (!opened.ok && opened.reason !== 'expired') return no(invalidToken());
  const { claims } = opened;
  const { clientId } = claims;
  if (!opened.ok)
    return {
      ...no(invalidToken('The access token expired')),
      tokenOf: { clientId, reason: 'token_expired' },
    };
  let isTooMany = false;
  const fault = await bindingFault(house, request, scheme, token, claims, async () => {
    isTooMany = !(await house.limits.hasRoom(claims));
    return !isTooMany;
  });
  if (fault === undefined) return { ok: true, caller: { kind: 'app', claims }, isTooMany };
  const refusal = proofRefused(codeOfBindingFault(fault), signatureAlgorithms);
  return { ...no(refusal), tokenOf: { clientId, reason: fault } };
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
  return { ok: true, caller: { kind: 'session', session: found }, isTooMany: false };
}

function no(refusal: Refusal): Extract<Authenticated, { ok: false }> {
  return { ok: false, refusal };
}
