import type { Reader } from '@gatehouse/database';
import { LinkPath, parse } from '@gatehouse/wire';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { installsOf } from '../installs/install-store.ts';
import { waitingKey } from '../installs/sign-in-key-store.ts';
import { signOutInstall } from '../installs/sign-out-install.ts';
import { entriesOf } from '../journal/journal.ts';
import { accountsPage } from '../pages/accounts-page.ts';
import { logPage } from '../pages/log-page.ts';
import { sendPage, sendProblem } from '../pages/problem-page.ts';
import type { Route } from '../route.ts';
import type { Tables } from '../schema/tables.ts';
import { depart } from '../sign-in/flow.ts';
import { signedIn } from '../sign-in/page-call.ts';
import { findLink, linksOf } from './link-store.ts';
import { unlink, upstreamOf } from './unlink.ts';

const entriesShown = 20;
const entriesOnPage = 50;
/** These would push all else off the page; the log of each link has them. */
const everyday = ['token_given', 'refreshed'] as const;

/** What a person sees and does with links and installs, in a browser. */
export function accountRoutes(house: House): Route[] {
  const show = signedIn(house, async ({ request, reply, session: { person }, model }) => {
    const { unlinked: id } = request.query as Readonly<Record<string, unknown>>;
    const left = parse(LinkPath, { id });
    const data = await house.database.read(async (tx) => ({
      links: await linksOf(tx, person.id),
      installs: await installsOf(tx, person.id),
      keyUntil: await waitingKey(tx, person.id, house.clock.now()),
      entries: await entriesOf(tx, person.id, { without: everyday, most: entriesShown }),
      unlinked: left.ok ? await unlinkedOf(tx, person.id, left.value.id) : undefined,
    }));
    const page = accountsPage({ ...model, person, ...data });
    return sendPage(reply, 200, page);
  });
  const log = signedIn(house, async ({ request, reply, session: { person }, model }) => {
    const id = idOf(request);
    const { before } = request.query as Readonly<Record<string, unknown>>;
    const data =
      id &&
      (await house.database.read(async (tx) => {
        const link = await findLink(tx, person.id, id);
        const slice = { linkId: id, before: readBefore(before), most: entriesOnPage + 1 };
        return link && { link, found: await entriesOf(tx, person.id, slice) };
      }));
    if (!data) return await sendProblem(house, request, reply, 404, 'missing');
    const entries = data.found.slice(0, entriesOnPage);
    const older = data.found.length > entries.length ? entries.at(-1)?.id : undefined;
    return sendPage(
      reply,
      200,
      logPage({ ...model, link: data.link, entries, older, isFirst: before === undefined }),
    );
  });
  const link = signedIn(house, ({ reply, session: { person } }) =>
    depart(house, reply, { kind: 'link', personId: person.id, returnTo: '/' }, {}),
  );
  const leave = signedIn(house, async ({ request, reply, session: { person } }) => {
    const id = idOf(request);
    const known = id && (await house.database.read((tx) => findLink(tx, person.id, id)));
    if (!known) return await sendProblem(house, request, reply, 404, 'missing');
    const { upstream } = await unlink(house, person.id, known.id);
    return reply.redirect(upstream === 'revoked' ? '/' : `/?unlinked=${known.id}`, 303);
  });
  const signOut = signedIn(house, async ({ request, reply, session: { person } }) => {
    const id = idOf(request);
    const ended = id !== undefined && (await signOutInstall(house, person.id, id));
    return ended ? reply.redirect('/', 303) : await sendProblem(house, request, reply, 404, 'missing');
  });
  const page = { audience: 'page', right: 'session' } as const;
  return [
    { ...page, method: 'GET', path: '/', journal: [], handler: show },
    { ...page, method: 'GET', path: '/links/:id/log', journal: [], handler: log },
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

/** What is to be said of an account that was unlinked a moment ago; nothing where Gatehouse has confirmed it. */
async function unlinkedOf(tx: Reader<Tables>, personId: string, id: string) {
  const link = await findLink(tx, personId, id);
  const upstream = await upstreamOf(tx, personId, id);
  if (link?.state !== 'unlinked' || upstream === 'revoked') return undefined;
  return { account: link.account_login, upstream };
}

/** An entry's id; what is none begins at the newest. */
function readBefore(text: unknown): string | undefined {
  return typeof text === 'string' && /^[0-9a-z]{26}$/.test(text) ? text : undefined;
}

function idOf(request: FastifyRequest): string | undefined {
  const path = parse(LinkPath, request.params);
  return path.ok ? path.value.id : undefined;
}
