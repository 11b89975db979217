import type { Reader } from '@gatehouse/database';
import { DocumentAccess, DocumentAccessBody } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../../house.ts';
import { type Place, refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import type { Tables } from '../../schema/tables.ts';
import { findTarget, type Target } from '../changing/target.ts';
import { nameWithPath } from '../path.ts';
import { InProject, ItemParams, type Scope, scopes } from '../scopes.ts';
import { listReaders } from './reader-store.ts';
import { setAccess } from './set-access.ts';

const kinds = [
  { kind: 'folder', items: 'folders' },
  { kind: 'file', items: 'files' },
] as const;

type Kind = (typeof kinds)[number];

/** Who sees an item, as a list that is read and written whole. */
export function accessRoutes(house: House): RestRoute[] {
  return scopes.flatMap((scope) =>
    kinds.flatMap((kind) => [showAccess(house, scope, kind), putAccess(house, scope, kind)]),
  );
}

function showAccess(house: House, { at, prefix, names }: Scope, { kind, items }: Kind): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/${items}/:id/access`,
    summary: `Who sees a ${kind} of a ${at}: whether it is private, and who is named on it.`,
    right: { kind: 'action', at, action: 'set_readers' },
    audit: [],
    on: 'single',
    params: ItemParams,
    query: Type.Object(InProject),
    reply: DocumentAccess,
    names,
    async handle(call) {
      const target = await findTarget(call.tx, call, call.params.id, kind);
      if (target === null) return refuse('item_hidden');
      return { status: 200, body: await accessView(call.tx, call.place, target) };
    },
  });
}

function putAccess(house: House, { at, prefix, names }: Scope, { kind, items }: Kind): RestRoute {
  return restRoute(house, {
    method: 'PUT',
    path: `${prefix}/${items}/:id/access`,
    summary: `Says who sees a ${kind} of a ${at}: the whole list; who is left out is out.`,
    right: { kind: 'action', at, action: 'set_readers' },
    audit: [`${kind}.access_changed`],
    on: 'single',
    params: ItemParams,
    query: Type.Object(InProject),
    body: DocumentAccessBody,
    reply: DocumentAccess,
    names,
    async handle(call) {
      const { access } = call.body;
      const target = await findTarget(call.tx, call, call.params.id, kind);
      if (target === null) return refuse('item_hidden');
      const denial = await setAccess(house, call, target, {
        private: access.private,
        people: [...new Set(access.person_ids)],
        groups: [...new Set(access.group_ids)],
      });
      if (denial !== null) return denial;
      const changed = await findTarget(call.tx, call, call.params.id, kind);
      if (changed === null) throw new Error('an item is hidden from whoever said who sees it');
      return { status: 200, body: await accessView(call.tx, call.place, changed) };
    },
  });
}

async function accessView(
  tx: Reader<Tables>,
  { companyId }: Place,
  { item, path }: Target,
): Promise<DocumentAccess> {
  const { people, groups } = await listReaders(tx, companyId, item.id);
  const above = path.slice(0, -1);
  const nearest = above.findLastIndex((link) => link.private);
  const from = above[nearest];
  return {
    private: item.private_at !== null,
    people: [...people],
    groups: [...groups],
    inherited_from:
      from === undefined
        ? null
        : { id: from.id, name: from.name, name_with_path: nameWithPath(above.slice(0, nearest + 1)) },
  };
}
