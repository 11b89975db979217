import type { Reader } from '@gatehouse/database';
import { DocumentTrackers, DocumentTrackersBody, TrackedDocuments } from '@gatehouse/wire';
import Type from 'typebox';
import { mayChange } from '../../access/actions.ts';
import type { House } from '../../house.ts';
import { fieldErrors, refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import type { Tables } from '../../schema/tables.ts';
import { denied, findTarget, type Target } from '../changing/target.ts';
import { findItems } from '../listing/index-store.ts';
import { nameWithPath } from '../path.ts';
import { CollectionParams, InProject, ItemParams, type Scope, scopes } from '../scopes.ts';
import type { Viewer } from '../viewer.ts';
import { listStopped } from './stop-store.ts';
import { setTrackers } from './track.ts';
import { listTrackers, trackedIn, trackersOf } from './tracker-store.ts';

const kinds = [
  { kind: 'folder', items: 'folders' },
  { kind: 'file', items: 'files' },
] as const;

type Kind = (typeof kinds)[number];

/** Who is told by mail of what happens at or below an item. */
export function trackerRoutes(house: House): RestRoute[] {
  return scopes.flatMap((scope) => [
    showTracked(house, scope),
    ...kinds.flatMap((kind) => [showTrackers(house, scope, kind), putTrackers(house, scope, kind)]),
  ]);
}

function showTracked(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/documents/tracked`,
    summary: `Which folders and files of a ${at} the caller tracks, by their ids.`,
    right: { kind: 'action', at, action: 'view' },
    audit: [],
    params: CollectionParams,
    query: Type.Object(InProject),
    reply: TrackedDocuments,
    names,
    async handle(call) {
      const tracked = await trackedIn(call.tx, call.place);
      // Admins put others on lists: also of what those may not see by now.
      const seen = await findItems(
        call.tx,
        call,
        tracked.map(({ id }) => id),
      );
      return { status: 200, body: { ids: seen.map(({ id }) => id).sort((one, other) => one - other) } };
    },
  });
}

function showTrackers(house: House, { at, prefix, names }: Scope, { kind, items }: Kind): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/${items}/:id/trackers`,
    summary: `Whether the caller tracks a ${kind} of a ${at}, itself or by a folder above; to Admins, who does.`,
    right: { kind: 'action', at, action: 'view' },
    audit: [],
    on: 'single',
    params: ItemParams,
    query: Type.Object(InProject),
    reply: DocumentTrackers,
    names,
    async handle(call) {
      const target = await findTarget(call.tx, call, call.params.id, kind);
      if (target === null) return refuse('item_hidden');
      return { status: 200, body: await trackersView(call.tx, call, target) };
    },
  });
}

function putTrackers(house: House, { at, prefix, names }: Scope, { kind, items }: Kind): RestRoute {
  return restRoute(house, {
    method: 'PUT',
    path: `${prefix}/${items}/:id/trackers`,
    summary: `Begins or ends tracking a ${kind} of a ${at} for the caller; or, by an Admin, says who does: the whole list.`,
    right: { kind: 'action', at, action: 'track' },
    audit: [`${kind}.trackers_changed`],
    on: 'single',
    params: ItemParams,
    query: Type.Object(InProject),
    body: DocumentTrackersBody,
    reply: DocumentTrackers,
    names,
    async handle(call) {
      const { tracking, person_ids: people } = call.body.trackers;
      if ((tracking === undefined) === (people === undefined))
        return fieldErrors({ trackers: ['Send either tracking or person_ids.'] });
      const target = await findTarget(call.tx, call, call.params.id, kind);
      if (target === null) return refuse('item_hidden');
      const wish = people === undefined ? { tracking: tracking === true } : { people: [...new Set(people)] };
      const denial = await setTrackers(house, call, target, wish);
      return denial ?? { status: 200, body: await trackersView(call.tx, call, target) };
    },
  });
}

/** Who else tracks it is for those to know who may say so. */
async function trackersView(
  tx: Reader<Tables>,
  viewer: Viewer,
  { item, path }: Target,
): Promise<DocumentTrackers> {
  const { companyId, personId } = viewer.place;
  const all = await listTrackers(tx, companyId, item.id);
  const above = path.slice(0, -1);
  const others = await trackersOf(
    tx,
    companyId,
    above.map(({ id }) => id),
  );
  const own = new Set(others.flatMap((each) => (each.personId === personId ? [each.documentId] : [])));
  const nearest = above.findLastIndex((link) => own.has(link.id));
  const from = above[nearest];
  const canSetPeople = mayChange(viewer.standing, 'set_trackers', false);
  const stopped = canSetPeople ? await listStopped(tx, viewer.place) : [];
  return {
    tracking: all.some(({ id }) => id === personId),
    inherited_from:
      from === undefined
        ? null
        : { id: from.id, name: from.name, name_with_path: nameWithPath(above.slice(0, nearest + 1)) },
    can_set_people: canSetPeople,
    stopped_people: stopped,
    people: denied(viewer, item, 'set_trackers') === null ? all : all.filter(({ id }) => id === personId),
  };
}
