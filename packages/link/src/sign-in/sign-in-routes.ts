import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { stylesheet } from '../pages/layout.ts';
import type { Route } from '../route.ts';
import { finishJourney } from './callback.ts';
import { depart } from './flow.ts';
import { signedIn } from './page-call.ts';
import { endSession } from './session.ts';

/** Coming, going, and the language. */
export function signInRoutes(house: House): Route[] {
  const signIn = async (request: FastifyRequest, reply: FastifyReply) => {
    const { return_to } = request.query as Readonly<Record<string, unknown>>;
    const journey = { kind: 'sign_in', returnTo: ownPath(return_to) } as const;
    return await depart(house, reply, journey, { scope: 'openid profile email' });
  };
  const signOut = signedIn(house, async ({ reply, session }) =>
    reply.header('set-cookie', await endSession(house, session)).redirect('/', 303),
  );
  const language = signedIn(house, async ({ reply, session, field }) => {
    const locale = field('locale') === 'es' ? 'es' : 'en';
    await house.database.write((tx) =>
      tx.updateTable('people').set({ locale }).where('id', '=', session.person.id).execute(),
    );
    return reply.redirect('/', 303);
  });
  const page = { audience: 'page', journal: [] } as const;
  return [
    {
      ...page,
      method: 'GET',
      path: '/assets/link.css',
      right: 'public',
      handler: async (_request, reply) =>
        reply.header('cache-control', 'public, no-cache').type('text/css; charset=utf-8').send(stylesheet),
    },
    { ...page, method: 'GET', path: '/sign-in', right: 'public', handler: signIn },
    {
      ...page,
      method: 'GET',
      path: '/callback',
      right: 'public',
      journal: ['linked', 'relinked', 'revoked_upstream'],
      handler: (request, reply) => finishJourney(house, request, reply),
    },
    { ...page, method: 'POST', path: '/sign-out', right: 'session', handler: signOut },
    { ...page, method: 'POST', path: '/language', right: 'session', handler: language },
  ];
}

/** A path of this very service, or the start page: a link cannot use us to send people elsewhere. */
function ownPath(given: unknown): string {
  return typeof given === 'string' && /^\/(?:(?:enrol|device)[/?A-Za-z0-9=_-]*)?$/.test(given) ? given : '/';
}
