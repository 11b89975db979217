import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { limitHeaders } from '../limits/limit-headers.ts';
import { offerNonce } from '../proofs/check-proof.ts';
import type { Answer } from './answer.ts';
import { pageHeaders } from './pagination.ts';
import { UnreadBody } from './unread-body.ts';

/** Writes the answer. What one caller may see is nobody else's: no cache keeps it (RFC 6750 section 5.3). */
export function send(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
): FastifyReply {
  const { status, body, headers, page } = answer.reply;
  reply.code(status).headers({ 'cache-control': 'private, no-store', vary: 'Authorization' });
  offerNonce(house, request, reply);
  if (answer.allowance !== undefined) reply.headers(limitHeaders(answer.allowance));
  if (page !== undefined) reply.headers(pageHeaders(new URL(house.issuer + request.raw.url), page));
  if (headers !== undefined) reply.headers(headers);
  if (request.body instanceof UnreadBody) request.body.drop();
  return reply.send(body);
}
