import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Route } from '../route.ts';
import { type Asset, assets, logo } from './assets.ts';

/** The files that pages link to, the icon, and the way from the bare address to the console. */
export function assetRoutes(): Route[] {
  const files = assets.map((asset) => fileRoute(asset.path, asset));
  return [...files, fileRoute('/favicon.ico', logo), startRoute];
}

function fileRoute(path: string, asset: Asset): Route {
  return {
    method: 'GET',
    path,
    audience: 'browser',
    right: { kind: 'public', because: 'The same for everybody, and part of every page.' },
    audit: [],
    summary: `The file ${path}.`,
    handler: async (request, reply) => sendAsset(request, reply, asset),
  };
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  const { v: version } = request.query as Readonly<Record<string, unknown>>;
  const etag = `"${asset.version}"`;
  // Only the address that names this very content may be kept without asking again.
  const forGood = version === asset.version;
  reply.header('cache-control', forGood ? 'public, max-age=31536000, immutable' : 'public, no-cache');
  reply.header('etag', etag);
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.type(asset.type).send(asset.content);
}

const startRoute: Route = {
  method: 'GET',
  path: '/',
  audience: 'browser',
  right: { kind: 'public', because: 'Only points to the console, which asks who is there.' },
  audit: [],
  summary: 'Leads to the console.',
  handler: async (_request, reply) => reply.redirect('/console/', 303),
};
