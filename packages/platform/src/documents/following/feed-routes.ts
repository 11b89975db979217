import { DocumentChanges, DocumentChangesQuery } from '@gatehouse/wire';
import { levels } from '../../access/levels.ts';
import type { House } from '../../house.ts';
import { pageRequest } from '../../rest/pagination.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { itemView } from '../listing/item-view.ts';
import { withSurroundings } from '../listing/shown-items.ts';
import { CollectionParams, type Scope, scopes } from '../scopes.ts';
import { shownTo } from '../shown-to.ts';
import { follow } from './follow.ts';

export function feedRoutes(house: House): RestRoute[] {
  return scopes.map((scope) => changes(house, scope));
}

/** A page of changes costs more than one of a list. */
const mostPerPage = 1000;

function changes(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/documents/changes`,
    summary: `What changed in the documents of a ${at} since a cursor, as far as the caller can see; without one, a cursor of now. What is gone was deleted before their eyes, or left their sight otherwise.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    params: CollectionParams,
    query: DocumentChangesQuery,
    reply: DocumentChanges,
    names,
    async handle(call) {
      const { tx, place, query } = call;
      const { perPage } = pageRequest(query, mostPerPage);
      const { told, cursor, more, reset, wentBack } = await follow(house, tx, call, query.cursor, perPage);
      const items = told.flatMap((change) => (change.kind === 'present' ? [change.item] : []));
      const shown = new Map(
        (await withSurroundings(tx, place.companyId, items)).map((item) => [item.id, item]),
      );
      const to = shownTo(house, call);
      const body = told.map((change) => {
        if (change.kind === 'gone') {
          const { id, document: document_type, deleted } = change;
          return { kind: 'gone', id, document_type, deleted };
        }
        const item = shown.get(change.item.id);
        if (item === undefined) throw new Error('an item lost its surroundings');
        return { kind: 'present', id: item.id, document_type: item.kind, item: itemView(item, to) };
      });
      // Changes are gone through in their order, and those of hidden items are not told.
      const onBeat = call.sight !== levels.Admin;
      return { status: 200, body: { changes: body, cursor, more, reset, went_back: wentBack }, onBeat };
    },
  });
}
