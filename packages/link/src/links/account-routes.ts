import { LinkPath, parse } from '@gatehouse/wire';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { installsOf } from '../installs/install-store.ts';
import { signOutInstall } from '../installs/sign-out-install.ts';
import { entriesOf } from '../journal/journal.ts';
import { accountsPage } from '../pages/accounts-page.ts';
import { sendPage, sendProblem } from '../pages/problem-page.ts';
import type { Route } from '../route.ts';
import { depart } from '../sign-in/flow.ts';
import { signedIn } from '../sign-in/page-call.ts';
import { findLink, linksOf } from './link-store.ts';
import { unlink } from './unlink.ts';

const entriesShown = 100;

/** What a person sees and does with links and installs, in a browser. */
export function accountRoutes(house: House): Route[] {
  const show = signedIn(house, async ({ request, reply, session: { person }, model }) => {
    const { pending } = request.query as Readonly<Record<string, unknown>>;
    const data = await house.database.read(async (tx) => ({
      links: await linksOf(tx, person.id),
      installs: await installsOf(tx, person.id),
      entries: await entriesOf(tx, person.id, entriesShown),
      unlinked: typeof pending === 'string' ? await findLink(tx, person.id, pending) : undefined,
    }));
    const page = accountsPage({ ...model, person, ...data, pending: data.unlinked?.account_login });
    return sendPage(reply, 200, page);
  });
  const link = signedIn(house, ({ reply, session: { person } }) =>
    depart(house, reply, { kind: 'link', personId: person.id, returnTo: '/' }, {}),
  );
  const leave = signedIn(house, async ({ request, reply, session: { person } }) => {
    const id = idOf(request);
    const known = id && (await house.database.read((tx) => findLink(tx, person.id, id)));
    if (!known) return await sendProblem(house, request, reply, 404, 'missing');
    const { upstream } = await unlink(house, person.id, known.id);
    return reply.redirect(upstream === 'revoked' ? '/' : `/?pending=${known.id}`, 303);
  });
  const signOut = signedIn(house, async ({ request, reply, session: { person } }) => {
    const id = idOf(request);
    const ended = id !== undefined && (await signOutInstall(house, person.id, id));
    return ended ? reply.redirect('/', 303) : await sendProblem(house, request, reply, 404, 'missing');
  });
  const page = { audience: 'page', right: 'session' } as const;
  return [
    { ...page, method: 'GET', path: '/', journal: [], handler: show },
    { ...page, method: 'POST', path: '/links', journal: [], handler: link },
    {
      ...page,
      method: 'POST',
      path: '/links/:id/unlink',
      journal: ['unlinked', 'revoked_upstream'],
      handler: leave,
    },
    {
      ...page,
      method: 'POST',
      path: '/installs/:id/sign-out',
      journal: ['install_signed_out'],
      handler: signOut,
    },
  ];
}

function idOf(request: FastifyRequest): string | undefined {
  const path = parse(LinkPath, request.params);
  return path.ok ? path.value.id : undefined;
}
