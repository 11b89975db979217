import { ulid } from '@gatehouse/service';
import { DEVICE_CODE_GRANT, type DeviceAuthorizationResponse } from '@gatehouse/wire';
import type { FastifyRequest } from 'fastify';
import { mayUse } from '../../apps/client-store.ts';
import { record } from '../../audit/audit.ts';
import { originOf } from '../../audit/origin.ts';
import type { House } from '../../house.ts';
import { failureThrottle } from '../../limits/failure-throttle.ts';
import { parametersOf } from '../body.ts';
import type { ClientAuthentication } from '../client-authentication.ts';
import { OAuthError } from '../oauth-error.ts';
import { resourceRefusal, resourcesNamed } from '../resource.ts';
import { readSignInRequest, signInRefusal } from '../sign-in-request.ts';
import { hashUserCode, makeDeviceCode, makeUserCode, shownUserCode } from './device-codes.ts';
import { insertDeviceRequest } from './device-request-store.ts';

const lifetime = 10 * 60_000;
const interval = 5_000;
/** Requests a minute of one client from one address: each is a code that somebody could guess. */
const allowed = 30;

export type DeviceAuthorizationEndpoint = (request: FastifyRequest) => Promise<DeviceAuthorizationResponse>;

/** POST /oauth/device_authorization (RFC 8628 section 3.1): a device without a browser asks for a code to show. */
export function deviceAuthorizationEndpoint(
  house: House,
  clients: ClientAuthentication,
): DeviceAuthorizationEndpoint {
  const throttle = failureThrottle(house.clock);
  return async (request) => {
    if (!house.settings.deviceGrant) throw new OAuthError('not_offered');
    const parameters = parametersOf(request);
    const client = await clients.authenticate(request, parameters);
    if (!mayUse(client, DEVICE_CODE_GRANT))
      throw new OAuthError('grant_type_not_allowed').comparing(
        DEVICE_CODE_GRANT,
        client.grantTypes.join(' '),
      );
    const wait = throttle.failFrom(request.ip, allowed, client.clientId);
    if (wait !== undefined) throw new OAuthError('too_many_requests', { 'retry-after': String(wait) });
    const resource = resourcesNamed(house, client, parameters.get('resource'));
    if (resource === undefined) throw resourceRefusal(house, client, parameters.get('resource'));
    const signIn = readSignInRequest(house, client, new Map([['scope', parameters.get('scope') ?? '']]));
    if (typeof signIn === 'string') throw signInRefusal(signIn);
    const scope = signIn?.scope ?? null;

    const { clientId } = client;
    const origin = originOf(request, { kind: 'client', id: clientId }, clientId);
    const now = house.clock.now();
    const id = ulid(house.clock, house.random);
    const deviceCode = makeDeviceCode(house.keys, house.random, id);
    const userCode = await house.database.write(async (tx) => {
      for (;;) {
        const code = makeUserCode(house.random);
        const inserted = await insertDeviceRequest(tx, {
          id,
          device_code_hash: deviceCode.hash,
          user_code_hash: hashUserCode(house.keys, code),
          client_id: clientId,
          scope,
          resource,
          address: request.ip,
          user_agent: programOf(request),
          poll_interval: interval,
          created_at: now,
          expires_at: now + lifetime,
        });
        if (!inserted) continue;
        await record(house, tx, origin, { event: 'device.requested', subject: `device_request:${id}` });
        return shownUserCode(code);
      }
    });
    const address = `${house.issuer}/device`;
    return {
      device_code: deviceCode.text,
      user_code: userCode,
      verification_uri: address,
      verification_uri_complete: `${address}?user_code=${userCode}`,
      expires_in: lifetime / 1000,
      interval: interval / 1000,
    };
  };
}

/** What the device calls itself, as far as it can be shown to a person. */
function programOf({ headers }: FastifyRequest): string | null {
  const printable = (headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '').trim();
  return printable === '' ? null : printable.slice(0, 100);
}
