import { DocumentCopyBody, File, Folder } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../../house.ts';
import { refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { findTarget } from '../changing/target.ts';
import { once } from '../once.ts';
import { InProject, ItemParams, type Scope, scopes } from '../scopes.ts';
import { copyItem } from './copy-item.ts';

const kinds = [
  { kind: 'folder', items: 'folders', reply: Folder },
  { kind: 'file', items: 'files', reply: File },
] as const;

export function copyRoutes(house: House): RestRoute[] {
  return scopes.flatMap((scope) => kinds.map((kind) => copyRoute(house, scope, kind)));
}

function copyRoute(
  house: House,
  { at, prefix, names }: Scope,
  { kind, items, reply }: (typeof kinds)[number],
): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${prefix}/${items}/:id/copy`,
    summary: `Copies a ${kind} of a ${at} into a folder, with what the caller sees of it.`,
    right: { kind: 'action', at, action: 'copy' },
    audit: [`${kind}.created`],
    on: 'single',
    params: ItemParams,
    query: Type.Object(InProject),
    body: DocumentCopyBody,
    reply,
    names,
    async handle(call) {
      const { copy } = call.body;
      const target = await findTarget(call.tx, call, call.params.id, kind);
      if (target === null) return refuse('item_hidden');
      const wish = {
        parentId: copy.parent_id,
        name: copy.name,
        uniqueName: copy.unique_name ?? false,
      };
      return await once(house, call, [call.params.id, copy], () => copyItem(house, call, target, wish));
    },
  });
}
