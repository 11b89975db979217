import type { House } from '../../house.ts';
import { allowEvents } from '../../installations/installation-events.ts';
import type { Route } from '../../route.ts';
import type { ClientAuthentication } from '../client-authentication.ts';
import { deviceAuthorizationEndpoint } from './device-authorization-endpoint.ts';
import { decideDevice } from './device-decision.ts';
import { deviceVerification } from './device-verification.ts';

/** The device grant (RFC 8628): where the device asks, and where its person types the code and decides. */
export function deviceRoutes(house: House, clients: ClientAuthentication): Route[] {
  const ask = deviceAuthorizationEndpoint(house, clients);
  const verification = deviceVerification(house);
  return [
    {
      method: 'POST',
      path: '/oauth/device_authorization',
      audience: 'oauth',
      right: { kind: 'client' },
      audit: ['client.authentication_failed', 'device.requested'],
      summary: 'Gives a device without a browser a code that its person types elsewhere.',
      handler: (request) => ask(request),
    },
    {
      method: 'GET',
      path: '/device',
      audience: 'browser',
      right: { kind: 'session' },
      audit: [],
      summary: 'Asks for the code that a device shows.',
      handler: (request, reply) => verification.askForCode(request, reply),
    },
    {
      method: 'POST',
      path: '/device',
      audience: 'browser',
      right: { kind: 'session' },
      audit: ['device.code_wrong'],
      summary: 'Takes the code, and asks whether the app may act on that device.',
      handler: (request, reply) => verification.takeCode(request, reply),
    },
    {
      method: 'POST',
      path: '/device/decision',
      audience: 'browser',
      right: { kind: 'session' },
      audit: ['authorization.granted', 'authorization.denied', ...allowEvents],
      summary: 'Takes the answer for a device.',
      handler: (request, reply) => decideDevice(house, request, reply),
    },
  ];
}
