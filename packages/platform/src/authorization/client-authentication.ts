import type { FastifyRequest } from 'fastify';
import { momentOf } from '../access/moment.ts';
import type { ClientKey } from '../apps/client-key.ts';
import { findClientKeys } from '../apps/client-key-store.ts';
import { secretMatches } from '../apps/client-secret.ts';
import { type Client, findClient } from '../apps/client-store.ts';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import { namesDocument } from '../client-documents/document-url.ts';
import type { RequestingClients } from '../client-documents/requesting-clients.ts';
import type { House } from '../house.ts';
import { type FailureThrottle, failureThrottle } from '../limits/failure-throttle.ts';
import type { CompactSignature } from '../proofs/compact-signature.ts';
import { secretHint } from '../request-log/disclose.ts';
import { accountFault } from '../service-accounts/account-fault.ts';
import { judgeAssertion } from './client-assertion.ts';
import { OAuthError, type Reason } from './oauth-error.ts';
import { type Presented, type Proof, presentedBy } from './presented-client.ts';
import { claimAssertion } from './used-assertion-store.ts';

export interface ClientAuthentication {
  /** The client that sent this request. @throws OAuthError, the same for an unknown client and a wrong proof. */
  authenticate(request: FastifyRequest, parameters: ReadonlyMap<string, string>): Promise<Client>;
}

/** Failures a minute from one address: for one client, and for all. Past it nothing is written any more. */
const allowedByClient = 10;
const allowedByAddress = 100;

export function clientAuthentication(
  house: House,
  requesting: Pick<RequestingClients, 'keysOf'>,
): ClientAuthentication {
  const throttle = failureThrottle(house.clock);
  return {
    async authenticate(request, parameters) {
      const presented = presentedBy(request.headers.authorization, parameters);
      if (presented instanceof OAuthError) throw presented;
      const { clientId, proof } = presented;
      const isOff = namesDocument(clientId) && house.settings.clientDocuments === 'off';
      const { client, registered } = await house.database.read(async (tx) => ({
        client: isOff ? undefined : await findClient(tx, clientId),
        registered: proof.kind === 'assertion' ? await findClientKeys(tx, clientId) : [],
      }));
      // Only for a client that somebody allowed: a stranger makes us ask nobody for keys.
      const byDocument = proof.kind === 'assertion' && client?.confidential && namesDocument(clientId);
      const keys = byDocument ? await requesting.keysOf(request, clientId) : registered;
      const reason =
        proof.kind === 'assertion'
          ? await judgeByAssertion(house, client, keys, proof.assertion)
          : judgeBySecret(house, client, proof.kind === 'secret' ? proof : undefined);
      if (client !== undefined && reason === undefined) return client;
      throw await punish(house, throttle, request, { presented, client, reason: reason ?? 'unknown_client' });
    },
  };
}

/** Compares secrets before anything else is told apart: every path costs the same. */
function judgeBySecret(
  house: House,
  client: Client | undefined,
  secret: Extract<Proof, { kind: 'secret' }> | undefined,
): Reason | undefined {
  const moment = momentOf(house);
  const matches = secretMatches(house.keys, client?.secrets ?? [], secret?.text ?? '', moment.now);
  if (client === undefined) return 'unknown_client';
  // Also where it is right: whoever found it gets nothing by it.
  if (client.privateKeyRequired) return 'secret_refused';
  if (!client.confidential) return secret === undefined ? undefined : 'secret_of_public_client';
  if (secret === undefined) return 'no_secret';
  if (!matches) return 'wrong_secret';
  if (client.secretMethod !== null && client.secretMethod !== secret.method) return 'secret_other_way';
  return faultOfAccount(house, client);
}

/** RFC 7523 section 3. An assertion is used up last, so that nobody but its client can use it up. */
async function judgeByAssertion(
  house: House,
  client: Client | undefined,
  keys: readonly ClientKey[],
  assertion: CompactSignature,
): Promise<Reason | undefined> {
  if (!house.settings.privateKeyJwt) return 'assertion_not_offered';
  if (client === undefined) return 'unknown_client';
  if (!client.confidential) return 'public_client';
  const { clientId } = client;
  const { issuer, clock } = house;
  const judged = judgeAssertion(assertion, { clientId, keys, issuer, now: clock.now() });
  if (!judged.ok) return judged.reason;
  const fault = faultOfAccount(house, client);
  if (fault !== undefined) return fault;
  const fresh = await house.database.write((tx) => claimAssertion(tx, clientId, judged));
  return fresh ? undefined : 'assertion_replayed';
}

function faultOfAccount(house: House, { account }: Client): Reason | undefined {
  return account === null ? undefined : (accountFault(account, momentOf(house)) ?? undefined);
}

interface Failure {
  readonly presented: Presented;
  readonly client: Client | undefined;
  readonly reason: Reason;
}

/**
 * Counts the failure. Only a failure is ever answered by 429, so no stranger can lock the owner out; and past
 * the limit no row is written, so no stranger can fill the audit trail.
 */
async function punish(
  house: House,
  throttle: FailureThrottle,
  request: FastifyRequest,
  { presented, client, reason }: Failure,
): Promise<OAuthError> {
  const wait = throttle.failFrom(request.ip, allowedByClient, presented.clientId.slice(0, 64));
  const waitOfAddress = throttle.failFrom(request.ip, allowedByAddress);
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
  const { proof } = presented;
  // Which secrets would have been right is looked up when the line is written.
  return new OAuthError(reason).comparing(receivedOf(reason, proof), expectedBy(house, reason, client));
}

function receivedOf(reason: Reason, proof: Proof): string | null {
  if (reason === 'secret_refused') return proof.kind === 'secret' ? 'client_secret' : 'none';
  if (reason === 'assertion_not_offered') return 'private_key_jwt';
  if (reason === 'secret_other_way') return proof.kind === 'secret' ? proof.method : null;
  return reason === 'wrong_secret' && proof.kind === 'secret' ? secretHint(proof.text) : null;
}

function expectedBy(house: House, reason: Reason, client: Client | undefined): string | null {
  if (reason === 'secret_other_way') return client?.secretMethod ?? null;
  if (reason === 'secret_refused') return 'private_key_jwt';
  if (reason === 'assertion_not_offered') return 'client_secret_basic client_secret_post';
  return reason === 'assertion_audience_wrong' ? house.issuer : null;
}
