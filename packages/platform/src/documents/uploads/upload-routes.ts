import { UploadCreateBody, UploadUpdateBody, Upload as WireUpload } from '@gatehouse/wire';
import type { House } from '../../house.ts';
import { fieldErrors, refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import {
  type Asked,
  beginUpload,
  faultsIn,
  plannedSegment,
  preparePlan,
  tooManyOpen,
} from './begin-upload.ts';
import { finishUpload, settleForm } from './finish-upload.ts';
import { PlaceParams, places, UploadParams } from './places.ts';
import type { UploadPlan } from './upload-plan.ts';
import { findOwnUpload, listParts } from './upload-store.ts';
import { uploadView } from './upload-view.ts';

/** Uploads of v1.0 and v1.1: as one form, or in segments. */
export function uploadRoutes(house: House): RestRoute[] {
  return places.flatMap((place) =>
    (['v1.0', 'v1.1'] as const).flatMap((version) => [
      begin(house, place, version),
      show(house, place, version),
      finish(house, place, version),
    ]),
  );
}

type PlaceOf = (typeof places)[number];
type Version = 'v1.0' | 'v1.1';

function begin(house: House, { at, path, names }: PlaceOf, version: Version): RestRoute {
  const plans = new WeakMap<object, UploadPlan>();
  return restRoute(house, {
    method: 'POST',
    path: `/rest/${version}/${path}/uploads`,
    summary: `Begins an upload of a ${at}: the answer says where the bytes go, as a form or in segments.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Standard' },
    audit: ['upload.created'],
    params: PlaceParams,
    body: UploadCreateBody,
    reply: WireUpload,
    names,
    async before({ body }) {
      if (version === 'v1.1' && body.response_filename === undefined)
        return fieldErrors({ response_filename: ["can't be blank"] });
      const asked = askedBy(body);
      const { maxUpload } = house.settings;
      const faults = faultsIn(kindOf(body), asked, { maxUpload, sizeField: 'size' });
      if (faults !== undefined) return faults;
      const prepared = await preparePlan(house, kindOf(body), asked);
      if ('reply' in prepared) return prepared.reply;
      plans.set(body, prepared.plan);
      return undefined;
    },
    async handle({ tx, origin, place, body }) {
      const plan = plans.get(body);
      if (plan === undefined) throw new Error('an upload was not prepared');
      const crowded = await tooManyOpen(house, tx, place);
      if (crowded !== null) return crowded;
      const upload = await beginUpload(house, tx, origin, place, { kind: kindOf(body), plan });
      return { status: 201, body: await uploadView(house, upload, []) };
    },
  });
}

function show(house: House, { at, path, names }: PlaceOf, version: Version): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `/rest/${version}/${path}/uploads/:id`,
    summary: `An upload of the caller to a ${at}: how far it is, and where what is missing goes.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Standard' },
    audit: [],
    on: 'single',
    params: UploadParams,
    reply: WireUpload,
    names,
    async handle({ tx, place, params }) {
      const upload = await findOwnUpload(tx, place, params.id);
      if (upload === null || upload.kind === 'unified') return refuse('item_hidden');
      return {
        status: 200,
        body: await uploadView(house, upload, await listParts(tx, place.companyId, params.id)),
      };
    },
  });
}

function finish(house: House, { at, path, names }: PlaceOf, version: Version): RestRoute {
  return restRoute(house, {
    method: 'PATCH',
    path: `/rest/${version}/${path}/uploads/:id`,
    summary: `Tells the etags of the parts that were sent to a ${at}; once all are there the upload is complete.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Standard' },
    audit: ['upload.completed'],
    on: 'single',
    params: UploadParams,
    body: UploadUpdateBody,
    reply: WireUpload,
    names,
    before: async (call) =>
      (await settleForm(house, call, call.params.id)) ??
      (await finishUpload(
        house,
        call,
        call.params.id,
        call.body.segments.map(({ etag }) => etag),
      )),
    async handle({ tx, place, params }) {
      const upload = await findOwnUpload(tx, place, params.id);
      if (upload === null || upload.kind === 'unified') return refuse('item_hidden');
      return {
        status: 200,
        body: await uploadView(house, upload, await listParts(tx, place.companyId, params.id)),
      };
    },
  });
}

function kindOf({ segments }: UploadCreateBody) {
  return segments === undefined || segments.length === 0 ? 'form' : 'segments';
}

function askedBy(body: UploadCreateBody): Asked {
  return {
    filename: body.response_filename ?? 'file',
    contentType: body.response_content_type ?? '',
    inline: body.attachment_content_disposition === false,
    size: body.size ?? null,
    sha256: body.sha256?.toLowerCase() ?? null,
    segments: (body.segments ?? []).map(plannedSegment),
    metadata: null,
  };
}
