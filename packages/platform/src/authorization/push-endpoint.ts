import type { PushedAuthorizationResponse } from '@gatehouse/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findRegisteredClient } from '../apps/client-store.ts';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { type FailureThrottle, failureThrottle } from '../limits/failure-throttle.ts';
import { checkProof } from '../proofs/check-proof.ts';
import { redirectUriShape } from '../request-log/disclose.ts';
import { provenRedirect, readRequest } from './authorization-request.ts';
import { parametersOf } from './body.ts';
import type { ClientAuthentication } from './client-authentication.ts';
import { letAppRead } from './cross-origin.ts';
import { OAuthError } from './oauth-error.ts';
import { makeReference, pushedFor } from './pushed-request.ts';
import { insertPushedRequest } from './pushed-request-store.ts';

/** What proves the client is not part of what it asks for. */
const credentials = new Set(['client_secret', 'client_assertion', 'client_assertion_type']);
/** Requests a minute of one client from one address. Each is a row for an hour. */
const allowed = 120;

export interface PushEndpoint {
  push(request: FastifyRequest, reply: FastifyReply): Promise<PushedAuthorizationResponse>;
}

/**
 * POST /oauth/par (RFC 9126): the client leaves its request here and sends the browser with a reference, which nobody
 * can read, change or make up. Everything is judged now that would be judged when the browser comes.
 */
export function pushEndpoint(house: House, clients: ClientAuthentication): PushEndpoint {
  const throttle = failureThrottle(house.clock);
  return {
    async push(request, reply) {
      if (house.settings.pushedRequests === 'off') throw new OAuthError('not_offered');
      const parameters = parametersOf(request);
      const caller = await clients.authenticate(request, parameters);
      await letAppRead(house, request, reply, caller);
      const { clientId } = caller;
      takeTurn(throttle, request.ip, clientId);
      if (parameters.has('request_uri') || parameters.has('request'))
        throw new OAuthError('request_in_request');
      const client = await house.database.read((tx) => findRegisteredClient(tx, clientId));
      if (client === undefined) throw new OAuthError('unknown_client');

      const asked = new Map([...parameters].filter(([name]) => !credentials.has(name)));
      asked.set('client_id', clientId);
      await bindToProvenKey(house, request, asked);
      const clean = { values: asked, faults: new Map() };
      const sent = asked.get('redirect_uri');
      if (provenRedirect(client, clean, house.issuer) === undefined)
        throw new OAuthError('redirect_uri_unregistered').comparing(
          sent === undefined ? null : redirectUriShape(sent),
          client.redirectUris.map(redirectUriShape).join(' '),
        );
      const read = readRequest(house, client, clean);
      if (read instanceof OAuthError) throw read;

      const reference = makeReference(house);
      const now = house.clock.now();
      const origin = originOf(request, { kind: 'client', id: clientId }, clientId);
      await house.database.write(async (tx) => {
        await insertPushedRequest(tx, {
          id: reference.id,
          reference_hash: reference.hash,
          client_id: clientId,
          parameters: JSON.stringify(Object.fromEntries(asked)),
          created_at: now,
          expires_at: now + pushedFor,
        });
        await record(house, tx, origin, {
          event: 'authorization.pushed',
          subject: `pushed_request:${reference.id}`,
        });
      });
      reply.code(201);
      return { request_uri: reference.uri, expires_in: pushedFor / 1000 };
    },
  };
}

/** RFC 9449 section 10.1: a proof says by itself which key the code will be for. */
async function bindToProvenKey(
  house: House,
  request: FastifyRequest,
  asked: Map<string, string>,
): Promise<void> {
  const checked = await checkProof(house, request);
  if (checked.kind === 'refused') throw new OAuthError(checked.reason);
  if (checked.kind === 'none') return;
  const named = asked.get('dpop_jkt');
  if (named !== undefined && named !== checked.jkt) throw new OAuthError('proof_of_other_key');
  asked.set('dpop_jkt', checked.jkt);
}

function takeTurn(throttle: FailureThrottle, address: string, clientId: string): void {
  const wait = throttle.failFrom(address, allowed, clientId);
  if (wait !== undefined) throw new OAuthError('too_many_requests', { 'retry-after': String(wait) });
}
