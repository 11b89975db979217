import { LinkPath, parse } from '@gatehouse/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { authenticateInstall, identifyInstall } from '../installs/authenticate-install.ts';
import { streamNews } from '../news/stream.ts';
import { LinkRefusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import { giveToken } from './give-token.ts';
import { linksOf } from './link-store.ts';
import { linkView, signInUrl } from './link-view.ts';
import { unlink } from './unlink.ts';

/** What an install may do with its person's links. */
export function linkRoutes(house: House): Route[] {
  const base = { audience: 'install', right: 'install' } as const;
  const idOf = (request: FastifyRequest) => {
    const path = parse(LinkPath, request.params);
    if (!path.ok) throw new LinkRefusal('not_found');
    return path.value.id;
  };
  async function list(request: FastifyRequest) {
    const { personId } = await authenticateInstall(house, request);
    const links = await house.database.read((tx) => linksOf(tx, personId));
    return { links: links.map((link) => linkView(house, link)), sign_in_url: signInUrl(house) };
  }
  async function events(request: FastifyRequest, reply: FastifyReply) {
    const install = await authenticateInstall(house, request);
    return await streamNews(house, install, idOf(request), request, reply);
  }
  return [
    { ...base, method: 'GET', path: '/v1/links', journal: [], handler: list },
    {
      ...base,
      method: 'POST',
      path: '/v1/links/:id/token',
      journal: ['token_given', 'refreshed', 'needs_sign_in'],
      handler: async (request) =>
        giveToken(house, await identifyInstall(house, request), idOf(request), request.body),
    },
    {
      ...base,
      method: 'DELETE',
      path: '/v1/links/:id',
      journal: ['unlinked', 'revoked_upstream'],
      handler: async (request) =>
        unlink(house, (await authenticateInstall(house, request)).personId, idOf(request)),
    },
    { ...base, method: 'GET', path: '/v1/links/:id/events', journal: [], handler: events },
  ];
}
