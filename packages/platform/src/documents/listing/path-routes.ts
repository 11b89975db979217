import { DocumentAtPath, DocumentPathQuery } from '@gatehouse/wire';
import type { House } from '../../house.ts';
import { refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { CollectionParams, type Scope, scopes } from '../scopes.ts';
import { itemAtPath } from './by-path.ts';

export function pathRoutes(house: House): RestRoute[] {
  return scopes.map((scope) => byPath(house, scope));
}

function byPath(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/documents/by_path`,
    summary: `Which folder or file of a ${at} lies at a path such as Drawings/A-101.pdf.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    on: 'single',
    params: CollectionParams,
    query: DocumentPathQuery,
    reply: DocumentAtPath,
    names,
    async handle(call) {
      const item = await itemAtPath(call.tx, call, call.query.path);
      return item === null
        ? refuse('item_hidden')
        : { status: 200, body: { id: item.id, document_type: item.kind } };
    },
  });
}
