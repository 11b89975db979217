import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { readCompactSignature } from '../proofs/compact-signature.ts';
import { noteRefusal } from '../request-log/note-refusal.ts';
import { basicCredentials } from './basic-credentials.ts';
import type { Comparison, OAuthError, Reason } from './oauth-error.ts';
import type { Parameters } from './parameters.ts';

/**
 * Tells the developers of an app why the OAuth endpoints refused it: the caller is told as little as before. The
 * client is whoever the request says it is, for most refusals are of those who could not prove it.
 */
export function noteOAuthRefusal(
  house: Pick<House, 'database' | 'clock' | 'random'>,
  request: FastifyRequest,
  refusal: OAuthError,
): void {
  // A device asks every few seconds: that its person has not decided yet is no refusal.
  if (refusal.reason === 'device_pending') return;
  const clientId = claimedClient(request);
  if (clientId === undefined) return;
  const { reason, status, comparison = { received: null, expected: null } } = refusal;
  noteRefusalOf(house, request, clientId, status, { reason: told[reason] ?? reason, ...comparison });
}

export function noteRefusalOf(
  house: Pick<House, 'database' | 'clock' | 'random'>,
  request: FastifyRequest,
  clientId: string,
  status: number,
  refusal: Comparison & { readonly reason: string },
): void {
  const { method, id: requestId, routeOptions } = request;
  const endpoint = `${method} ${routeOptions.url}`;
  noteRefusal(house, { clientId, companyId: null, endpoint, status, requestId, ...refusal });
}

/** Whether a code or token of somebody else exists is nobody's business: a log could be asked, one theft at a time. */
const told: Partial<Record<Reason, string>> = {
  code_of_other_client: 'code_unknown' satisfies Reason,
  device_code_of_other_client: 'device_code_unknown' satisfies Reason,
  refresh_of_other_client: 'refresh_unknown' satisfies Reason,
  refresh_forged: 'refresh_unknown' satisfies Reason,
};

function claimedClient(request: FastifyRequest): string | undefined {
  const basic = basicCredentials(request.headers.authorization);
  if (basic.kind === 'present') return basic.clientId;
  const { values } = (request.body as Parameters | undefined) ?? {};
  return values?.get('client_id') ?? subjectOf(values?.get('client_assertion'));
}

function subjectOf(assertion = ''): string | undefined {
  const subject = readCompactSignature(assertion)?.claims.sub;
  return typeof subject === 'string' ? subject : undefined;
}
