import type { FastifyRequest } from 'fastify';
import type { Actor, Origin } from './audit.ts';

/** The audit origin of a request, once it is known who acts and through which client. */
export function originOf(request: FastifyRequest, actor: Actor, clientId: string | null = null): Origin {
  return { requestId: request.id, address: request.ip, actor, clientId };
}
