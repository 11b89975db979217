import { brokeOff } from '@gatehouse/service';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { offerNonce } from '../proofs/check-proof.ts';
import { readOAuthBodies } from './body.ts';
import { letOthersRead, letReadRefusal } from './cross-origin.ts';
import { noteOAuthRefusal } from './note-oauth-refusal.ts';
import { OAuthError } from './oauth-error.ts';
import { pointToMetadata } from './protected-resource.ts';

/** Prepares the plugin in which the routes of audience `oauth` live: their bodies and their errors. */
export function prepareOAuth(server: FastifyInstance, house: House): void {
  readOAuthBodies(server);
  pointToMetadata(server, house);
  letOthersRead(server);
  server.addHook('onRequest', (request, reply, done) => {
    // RFC 6749 section 5.1, for caches older than Cache-Control; errors too (OAuth 2.1 section 3.2.4).
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
    offerNonce(house, request, reply);
    done();
  });
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = errorFrom(error);
    noteOAuthRefusal(house, request, refusal);
    letReadRefusal(request, reply);
    return answer(refusal, error, request, reply);
  });
}

/** What the framework refuses is said in our words; what nobody foresaw is `server_error`, and nothing more. */
function errorFrom(error: FastifyError | OAuthError): OAuthError {
  if (error instanceof OAuthError) return error;
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new OAuthError('wrong_media_type');
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new OAuthError('too_large');
  if (error.code?.startsWith('FST_ERR_CTP_')) return new OAuthError('malformed_request');
  if (brokeOff(error)) return new OAuthError('malformed_request');
  return new OAuthError('failed');
}

function answer(
  refusal: OAuthError,
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (refusal.reason === 'failed') request.log.error({ err: error }, 'the request failed');
  else request.log.info({ reason: refusal.reason }, 'the request was refused');
  return reply
    .code(refusal.status)
    .headers(refusal.headers)
    .send({
      error: refusal.code,
      error_description: refusal.description,
      // Existing clients of token/info look for it (wire reference A.7).
      ...(refusal.code === 'invalid_token' ? { state: 'unauthorized' } : {}),
    });
}
