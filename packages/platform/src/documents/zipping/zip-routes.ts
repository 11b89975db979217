import { Readable } from 'node:stream';
import { IdInput } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../../house.ts';
import { refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { attachment } from '../download.ts';
import { itemFacts, itemOf } from '../path.ts';
import { findPath } from '../path-store.ts';
import { ItemParams, type Scope, scopes } from '../scopes.ts';
import { zipFolder } from './zip-folder.ts';

export function zipRoutes(house: House): RestRoute[] {
  return scopes.map((scope) => zip(house, scope));
}

function zip(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/folders/:id/zip`,
    summary: `A folder of a ${at} with all that the caller sees in it, as a zip stream.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    on: 'single',
    params: ItemParams,
    query: Type.Object({ project_id: Type.Optional(IdInput) }),
    reply: null,
    names,
    async handle({ tx, place, standing, sight, params, decideItem, request }) {
      const path = await findPath(tx, place, params.id);
      const decision = decideItem(itemFacts(path));
      if (!decision.allowed) return refuse(decision.reason);
      if (path === null || itemOf(path).kind !== 'folder') return refuse('item_hidden');
      const { id, name } = itemOf(path);
      return {
        status: 200,
        headers: { 'content-type': 'application/zip', 'content-disposition': attachment(`${name}.zip`) },
        body:
          request.method === 'HEAD' ? Readable.from([]) : zipFolder(house, { place, standing, sight }, id),
      };
    },
  });
}
