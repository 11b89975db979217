import type { House } from '../house.ts';
import type { Route } from '../route.ts';
import { askToEndSession, endSession } from './end-session.ts';
import { metadata } from './metadata.ts';
import { OAuthError } from './oauth-error.ts';
import { userInfo } from './userinfo.ts';

/** What apps that sign people in by Gatehouse talk to, beside what every client does (OpenID Connect). */
export function openidRoutes(house: House): Route[] {
  const userinfo = {
    path: '/oauth/userinfo',
    audience: 'oauth',
    right: { kind: 'bearer' },
    summary: 'Tells who signed in, as far as the granted scopes go.',
    handler: (request) => userInfo(house, request),
  } as const satisfies Omit<Route, 'method' | 'audit'>;
  const because = 'Apps send people here; only a click of their own signs them out.';
  return [
    { ...userinfo, method: 'GET', audit: [] },
    { ...userinfo, method: 'POST', audit: [] },
    {
      method: 'GET',
      path: '/.well-known/openid-configuration',
      audience: 'oauth',
      right: { kind: 'public', because: 'How to talk to this server (OpenID Connect Discovery 1.0).' },
      audit: [],
      summary: 'The same metadata, where OpenID Connect looks for it.',
      handler: async () => {
        if (!house.settings.openidConnect) throw new OAuthError('not_offered');
        return metadata(house);
      },
    },
    {
      method: 'GET',
      path: '/oauth/logout',
      audience: 'browser',
      right: { kind: 'public', because },
      audit: [],
      summary: 'Asks whether to sign out, for an app (OpenID Connect RP-Initiated Logout).',
      handler: (request, reply) => askToEndSession(house, request, reply),
    },
    {
      method: 'POST',
      path: '/oauth/logout',
      audience: 'browser',
      right: { kind: 'public', because },
      audit: ['person.signed_out'],
      summary: 'The same, sent as a form by an app; or the answer to it.',
      handler: (request, reply) => endSession(house, request, reply),
    },
  ];
}
