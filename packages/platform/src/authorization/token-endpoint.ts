import {
  DEVICE_CODE_GRANT,
  type Fault,
  type GrantType,
  type Parsed,
  parse,
  TOKEN_REQUESTS,
  type TokenResponse,
} from '@gatehouse/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayUse } from '../apps/client-store.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { protocolWord } from '../request-log/disclose.ts';
import { parametersOf } from './body.ts';
import type { ClientAuthentication } from './client-authentication.ts';
import { letAppRead } from './cross-origin.ts';
import { redeemCode } from './grants/authorization-code.ts';
import { issueToClient } from './grants/client-credentials.ts';
import { redeemDeviceCode } from './grants/device-code.ts';
import { refresh } from './grants/refresh-token.ts';
import { OAuthError } from './oauth-error.ts';
import { provenKey } from './proven-key.ts';
import type { TokenCall } from './token-call.ts';

/** POST /oauth/token (RFC 6749 section 3.2): parse, authenticate the client, its proof of a key, then one grant. */
export async function answerTokenRequest(
  house: House,
  clients: ClientAuthentication,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<TokenResponse> {
  const parameters = parametersOf(request);
  const grantType = grantTypeOf(house, parameters);
  const read = requestReader(grantType, parameters);
  const client = await clients.authenticate(request, parameters);
  await letAppRead(house, request, reply, client);
  // Public clients have nothing to act for themselves with (check SA-08).
  const allowed = mayUse(client, grantType) && (client.confidential || grantType !== 'client_credentials');
  if (!allowed)
    throw new OAuthError('grant_type_not_allowed').comparing(grantType, client.grantTypes.join(' '));
  const jkt = await provenKey(house, request, client);
  const origin = originOf(request, { kind: 'client', id: client.clientId }, client.clientId);
  return await read({ house, client, origin, jkt });
}

function grantTypeOf({ settings }: House, parameters: ReadonlyMap<string, string>): GrantType {
  const presented = parameters.get('grant_type');
  if (presented === undefined) throw OAuthError.missing('grant_type');
  const isOffered = (grantType: string) => grantType !== 'client_credentials' || settings.clientCredentials;
  const offered = Object.keys(TOKEN_REQUESTS).filter(isOffered);
  if (!offered.includes(presented))
    throw new OAuthError('unknown_grant_type').comparing(protocolWord(presented), offered.join(' '));
  return presented as GrantType;
}

type Grant = (by: TokenCall) => Promise<TokenResponse>;

/** The request by its grant's schema, ready for the grant once the client is known. */
function requestReader(grantType: GrantType, parameters: ReadonlyMap<string, string>): Grant {
  const input = Object.fromEntries(parameters);
  switch (grantType) {
    case 'authorization_code': {
      const body = valid(parse(TOKEN_REQUESTS.authorization_code, input));
      return (by) => redeemCode(by, body);
    }
    case 'refresh_token': {
      const body = valid(parse(TOKEN_REQUESTS.refresh_token, input));
      return (by) => refresh(by, body);
    }
    case DEVICE_CODE_GRANT: {
      const body = valid(parse(TOKEN_REQUESTS[DEVICE_CODE_GRANT], input));
      return (by) => redeemDeviceCode(by, body);
    }
    case 'client_credentials': {
      const body = valid(parse(TOKEN_REQUESTS.client_credentials, input));
      return (by) => issueToClient(by, body);
    }
  }
}

function valid<Value>(parsed: Parsed<Value>): Value {
  if (parsed.ok) return parsed.value;
  const namesOf = (faults: readonly Fault[]) => faults.map(({ pointer }) => pointer.slice(1));
  const missing = parsed.faults.filter(({ reason }) => reason === 'missing');
  if (missing.length > 0) throw OAuthError.missing(...namesOf(missing));
  throw new OAuthError('invalid_parameter').comparing(null, namesOf(parsed.faults).join(' '));
}
