import { type BulkAction, DocumentBulkAnswer, DocumentBulkBody } from '@gatehouse/wire';
import Type from 'typebox';
import { refusalOf } from '../../access/refusal.ts';
import type { House } from '../../house.ts';
import { fieldErrors, refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { type Change, type Denial, findTarget } from '../changing/target.ts';
import { updateItem } from '../changing/update-item.ts';
import { copyItem } from '../copying/copy-item.ts';
import { deleteItem, findDeleted, purgeItem, restoreItem } from '../recycle-bin/bin.ts';
import { CollectionParams, InProject, type Scope, scopes } from '../scopes.ts';

/** One thing done to many items: each decided by itself, as if it had been asked for alone. */
export function bulkRoutes(house: House): RestRoute[] {
  return scopes.map((scope) => bulkRoute(house, scope));
}

const kinds = ['folder', 'file'] as const;
const events = ['created', 'updated', 'access_changed', 'deleted', 'restored', 'purged'] as const;

function bulkRoute(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${prefix}/documents/bulk`,
    summary: `Moves, copies, deletes, restores, purges, hides or opens up to 500 items of a ${at}, each by itself.`,
    right: { kind: 'action', at, action: 'view' },
    audit: kinds.flatMap((kind) => events.map((event) => `${kind}.${event}` as const)),
    params: CollectionParams,
    query: Type.Object(InProject),
    body: DocumentBulkBody,
    reply: DocumentBulkAnswer,
    names,
    // A copy may be as large as a request can ask for, and so has a unit to itself.
    steps: { rows: ({ bulk }) => bulk.ids.length, size: ({ bulk }) => (bulk.action === 'copy' ? 1 : 25) },
    async handle(call) {
      const { action, ids, parent_id: parentId } = call.body.bulk;
      if (parentId === undefined && (action === 'move' || action === 'copy'))
        return fieldErrors({ parent_id: ['is missing: send a whole number'] });
      // What is asked of one item's revision cannot be asked of many.
      const change: Change = { ...call, request: { url: call.request.url, headers: {} } };
      const distinct = [...new Set(ids)];
      const success: number[] = [];
      const failed: DocumentBulkAnswer['failed'] = [];
      for (const id of distinct.slice(call.step.from, call.step.to)) {
        const denial = await perform(house, change, action, id, parentId);
        if (denial === null) success.push(id);
        else failed.push({ id, errors: errorsOf(denial) });
      }
      return { status: failed.length === 0 ? 200 : 207, body: { success, failed } };
    },
  });
}

async function perform(
  house: House,
  change: Change,
  action: BulkAction,
  id: number,
  parentId: number | undefined,
): Promise<Denial | null> {
  if (action === 'restore' || action === 'purge') {
    const deleted = await findDeleted(change.tx, change, id);
    if (deleted === null) return refuse('item_hidden');
    return action === 'purge'
      ? await purgeItem(house, change, deleted)
      : await restoreItem(house, change, deleted, { parentId, uniqueName: true });
  }
  const target = await findTarget(change.tx, change, id);
  if (target === null) return refuse('item_hidden');
  switch (action) {
    case 'delete':
      return await deleteItem(house, change, target);
    case 'move':
      return await updateItem(house, change, target, { parentId });
    case 'private':
    case 'open':
      return await updateItem(house, change, target, { private: action === 'private' });
    case 'copy': {
      const wish = { parentId: parentId ?? 0, name: undefined, uniqueName: true };
      const made = await copyItem(house, change, target, wish);
      return 'documentId' in made ? null : made;
    }
  }
}

function errorsOf(denial: Denial): Record<string, string[]> {
  if ('refused' in denial) return { base: [...refusalOf(denial.refused).errors] };
  const { errors } = denial.body as { errors: Record<string, string[]> };
  return errors;
}
