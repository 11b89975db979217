import {
  UnifiedUpload,
  UnifiedUploadCreateBody,
  UnifiedUploadQuery,
  UnifiedUploadStatus,
  UnifiedUploadUpdateBody,
  UploadAddress,
} from '@gatehouse/wire';
import type { House } from '../../house.ts';
import { refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import {
  type Asked,
  beginUpload,
  faultsIn,
  plannedSegment,
  preparePlan,
  tooManyOpen,
} from './begin-upload.ts';
import { finishUpload } from './finish-upload.ts';
import { nestedPlaces, PartParams, PlaceParams, UploadParams } from './places.ts';
import type { UploadPlan } from './upload-plan.ts';
import { findOwnUpload, listParts } from './upload-store.ts';
import { statusOf, unifiedAddressOf, unifiedView } from './upload-view.ts';

/** Uploads of v2.1: in parts, each with its digest. */
export function unifiedRoutes(house: House): RestRoute[] {
  return nestedPlaces.flatMap((place) => [
    begin(house, place),
    show(house, place),
    address(house, place, '/url'),
    address(house, place, '/parts/:number/url'),
    finish(house, place),
  ]);
}

type PlaceOf = (typeof nestedPlaces)[number];

function begin(house: House, { at, path, names }: PlaceOf): RestRoute {
  const plans = new WeakMap<object, UploadPlan>();
  return restRoute(house, {
    method: 'POST',
    path: `/rest/v2.1/${path}/uploads`,
    summary: `Begins an upload of a ${at} in parts: the answer says where each part goes.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Standard' },
    audit: ['upload.created'],
    params: PlaceParams,
    body: UnifiedUploadCreateBody,
    reply: UnifiedUpload,
    names,
    async before({ body }) {
      const asked = askedBy(body);
      const { maxUpload } = house.settings;
      const faults = faultsIn('unified', asked, { maxUpload, sizeField: 'file_size' });
      if (faults !== undefined) return faults;
      const prepared = await preparePlan(house, 'unified', asked);
      if ('reply' in prepared) return prepared.reply;
      plans.set(body, prepared.plan);
      return undefined;
    },
    async handle({ tx, origin, place, body }) {
      const plan = plans.get(body);
      if (plan === undefined) throw new Error('an upload was not prepared');
      const crowded = await tooManyOpen(house, tx, place);
      if (crowded !== null) return crowded;
      const upload = await beginUpload(house, tx, origin, place, { kind: 'unified', plan });
      return { status: 201, body: await unifiedView(house, upload, [], lifeOf(body.url_expires_in)) };
    },
  });
}

function show(house: House, { at, path, names }: PlaceOf): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `/rest/v2.1/${path}/uploads/:id`,
    summary: `An upload of the caller to a ${at}: which parts have arrived, and fresh addresses for the others.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Standard' },
    audit: [],
    on: 'single',
    params: UploadParams,
    query: UnifiedUploadQuery,
    reply: UnifiedUpload,
    names,
    async handle({ tx, place, params, query }) {
      const upload = await findOwnUpload(tx, place, params.id);
      if (upload?.kind !== 'unified') return refuse('item_hidden');
      const parts = await listParts(tx, place.companyId, params.id);
      return { status: 200, body: await unifiedView(house, upload, parts, lifeOf(query.url_expires_in)) };
    },
  });
}

/** Where one part goes: of an upload in one part, the first. */
function address(house: House, { at, path, names }: PlaceOf, end: '/url' | '/parts/:number/url'): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `/rest/v2.1/${path}/uploads/:id${end}`,
    summary: `A fresh address for a part of an upload of the caller to a ${at}.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Standard' },
    audit: [],
    on: 'single',
    params: PartParams,
    query: UnifiedUploadQuery,
    reply: UploadAddress,
    names,
    async handle({ tx, place, params, query }) {
      const upload = await findOwnUpload(tx, place, params.id);
      const number = params.number ?? 1;
      if (upload?.kind !== 'unified' || upload.whole !== null) return refuse('item_hidden');
      if (number < 1 || number > upload.plan.segments.length) return refuse('item_hidden');
      const { url, headers } = await unifiedAddressOf(house, upload, number, lifeOf(query.url_expires_in));
      return { status: 200, body: { data: { upload_id: upload.id, upload_url: url, headers } } };
    },
  });
}

function finish(house: House, { at, path, names }: PlaceOf): RestRoute {
  return restRoute(house, {
    method: 'PATCH',
    path: `/rest/v2.1/${path}/uploads/:id`,
    summary: `Tells the etags of the parts that were sent to a ${at}; once all are there the upload is complete.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Standard' },
    audit: ['upload.completed'],
    on: 'single',
    params: UploadParams,
    body: UnifiedUploadUpdateBody,
    reply: UnifiedUploadStatus,
    names,
    before: (call) => finishUpload(house, call, call.params.id, call.body.part_etags),
    async handle({ tx, place, params }) {
      const upload = await findOwnUpload(tx, place, params.id);
      if (upload?.kind !== 'unified') return refuse('item_hidden');
      const parts = await listParts(tx, place.companyId, params.id);
      return {
        status: 200,
        body: { data: { upload_id: params.id, status: statusOf(upload, parts, 'complete') } },
      };
    },
  });
}

function lifeOf(seconds = 3600): number {
  return Math.min(3600, Math.max(60, seconds));
}

function askedBy(body: UnifiedUploadCreateBody): Asked {
  return {
    filename: body.file_name,
    contentType: body.content_type,
    inline: false,
    size: body.file_size,
    sha256: body.sha256?.toLowerCase() ?? null,
    segments: body.segments.map(plannedSegment),
    metadata: body.custom_metadata ?? null,
  };
}
