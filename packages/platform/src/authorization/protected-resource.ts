import type { ProtectedResourceMetadata } from '@gatehouse/wire';
import type { FastifyInstance } from 'fastify';
import type { House } from '../house.ts';
import { signatureAlgorithms } from '../proofs/signature.ts';

export const protectedResourcePath = '/.well-known/oauth-protected-resource';

/** RFC 9728 section 2: what a client that knows only the address of the API has to know of it. */
export function protectedResource({
  issuer,
  settings,
}: Pick<House, 'issuer' | 'settings'>): ProtectedResourceMetadata {
  return {
    resource: issuer,
    authorization_servers: [issuer],
    bearer_methods_supported: ['header'],
    resource_name: 'Gatehouse',
    ...(settings.dpop === 'off' ? {} : { dpop_signing_alg_values_supported: [...signatureAlgorithms] }),
  };
}

/** RFC 9728 section 5.1: every challenge for a token says where to read how to get one. */
export function pointToMetadata(server: FastifyInstance, { issuer }: Pick<House, 'issuer'>): void {
  const pointer = `resource_metadata="${issuer}${protectedResourcePath}"`;
  server.addHook('onSend', (_request, reply, payload, done) => {
    const challenge = reply.getHeader('www-authenticate');
    if (typeof challenge === 'string' && /^(?:Bearer|DPoP) /.test(challenge))
      reply.header('www-authenticate', `${challenge}, ${pointer}`);
    // Called back, as on every answer it costs less than a promise.
    done(null, payload);
  });
}
