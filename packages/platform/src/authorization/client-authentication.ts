import type { FastifyRequest } from 'fastify';
import { momentOf } from '../access/moment.ts';
import { secretMatches } from '../apps/client-secret.ts';
import { type Client, findClient } from '../apps/client-store.ts';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { type FailureThrottle, failureThrottle } from '../limits/failure-throttle.ts';
import { secretHint } from '../request-log/disclose.ts';
import { accountFault } from '../service-accounts/account-fault.ts';
import { basicCredentials } from './basic-credentials.ts';
import { OAuthError, type Reason } from './oauth-error.ts';

/** What a client said about itself, by whichever way it said it. */
interface Presented {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
}

export interface ClientAuthentication {
  /** The client that sent this request. @throws OAuthError, the same for an unknown client and a wrong secret. */
  authenticate(request: FastifyRequest, parameters: ReadonlyMap<string, string>): Promise<Client>;
}

/** Failures a minute from one address: for one client, and for all. Past it nothing is written any more. */
const allowedByClient = 10;
const allowedByAddress = 100;

export function clientAuthentication(house: House): ClientAuthentication {
  const throttle = failureThrottle(house.clock);
  return {
    async authenticate(request, parameters) {
      const presented = presentedBy(request.headers.authorization, parameters);
      if (presented instanceof OAuthError) throw presented;
      const client = await house.database.read((tx) => findClient(tx, presented.clientId));
      const reason = judge(house, client, presented);
      if (client !== undefined && reason === undefined) return client;
      throw await punish(house, throttle, request, { presented, client, reason: reason ?? 'unknown_client' });
    },
  };
}

/** RFC 6749 section 2.3: one way of authenticating per request, never two. */
function presentedBy(
  header: string | undefined,
  parameters: ReadonlyMap<string, string>,
): Presented | OAuthError {
  const basic = basicCredentials(header);
  const clientId = parameters.get('client_id');
  const clientSecret = parameters.get('client_secret');
  if (basic.kind === 'malformed') return new OAuthError('malformed_basic');
  if (basic.kind === 'absent') {
    return clientId === undefined ? new OAuthError('no_client') : { clientId, clientSecret };
  }
  if (clientSecret !== undefined) return new OAuthError('two_authentications');
  if (clientId !== undefined && clientId !== basic.clientId) return new OAuthError('other_client_in_body');
  return {
    clientId: basic.clientId,
    clientSecret: basic.clientSecret === '' ? undefined : basic.clientSecret,
  };
}

/** Compares secrets before anything else is told apart: every path costs the same. */
function judge(house: House, client: Client | undefined, presented: Presented): Reason | undefined {
  const { clientSecret } = presented;
  const moment = momentOf(house);
  const matches = secretMatches(house.keys, client?.secrets ?? [], clientSecret ?? '', moment.now);
  if (client === undefined) return 'unknown_client';
  if (!client.confidential) return clientSecret === undefined ? undefined : 'secret_of_public_client';
  if (clientSecret === undefined) return 'no_secret';
  if (!matches) return 'wrong_secret';
  return client.account === null ? undefined : (accountFault(client.account, moment) ?? undefined);
}

interface Failure {
  readonly presented: Presented;
  readonly client: Client | undefined;
  readonly reason: Reason;
}

/**
 * Counts the failure. Only a wrong secret is ever answered by 429, so no stranger can lock the owner out; and past
 * the limit no row is written, so no stranger can fill the audit trail.
 */
async function punish(
  house: House,
  throttle: FailureThrottle,
  request: FastifyRequest,
  { presented, client, reason }: Failure,
): Promise<OAuthError> {
  const wait = throttle.fail(`${request.ip} ${presented.clientId.slice(0, 64)}`, allowedByClient);
  const waitOfAddress = throttle.fail(request.ip, allowedByAddress);
  const seconds = Math.max(wait ?? 0, waitOfAddress ?? 0);
  if (seconds > 0) return new OAuthError('too_many_failures', { 'retry-after': String(seconds) });
  const origin = originOf(request, { kind: 'anonymous' });
  await house.database.write((tx) =>
    record(house, tx, origin, {
      event: 'client.authentication_failed',
      // An id that does not exist may be a secret typed into the wrong field: it is not kept.
      ...(client === undefined ? {} : { subject: `client:${client.clientId}` }),
      details: { reason },
    }),
  );
  const { clientSecret } = presented;
  // Which secrets would have been right is looked up when the line is written.
  const received = reason === 'wrong_secret' && clientSecret !== undefined ? secretHint(clientSecret) : null;
  return new OAuthError(reason).comparing(received, null);
}
