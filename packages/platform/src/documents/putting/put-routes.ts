import { File, FilePutQuery } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../../house.ts';
import { unsupported } from '../../rest/receive-upload.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import type { Change, Denial } from '../changing/target.ts';
import { createFile } from '../create-item.ts';
import { type Made, once } from '../once.ts';
import { ItemParams, type Scope, scopes } from '../scopes.ts';
import { withFile } from '../shown-item.ts';
import type { Upload } from '../upload.ts';
import { contentInBody } from '../uploads/incoming-content.ts';
import { addVersion, versionDenied } from '../versions/add-version.ts';
import { conditionFails } from './conditions.ts';
import { receivePut } from './receive-put.ts';
import { type Address, askedByPut, findSpot, type Spot } from './spot.ts';

const Params = Type.Object({ ...ItemParams.properties, name: Type.String() });

export function putRoutes(house: House): RestRoute[] {
  return scopes.map((scope) => putFile(house, scope));
}

function putFile(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'PUT',
    path: `${prefix}/folders/:id/content/:name`,
    summary: `The bytes of a small file in a folder of a ${at}: a new file, or the latest version of the one that lies there.`,
    right: { kind: 'action', at, action: 'create_file' },
    audit: ['file.created', 'file.version_created'],
    on: 'single',
    params: Params,
    query: FilePutQuery,
    reply: File,
    names,
    upload: {
      takes: 'bytes',
      receive: (part, call) => receivePut(house, part, call, addressOf(call)),
      discard: (upload) => upload.blob.discard(),
    },
    async handle(call) {
      const { received } = call;
      if (received === undefined) return unsupported('send the bytes alone, as application/octet-stream');
      const address = addressOf(call);
      let spot: Spot | undefined;
      const asked = askedByPut(address, received.contentType, received.blob.sha256);
      const reply = await once(house, call, asked, async () => {
        spot = await findSpot(call.tx, call, address);
        return await put(house, call, spot, received);
      });
      return 'status' in reply && reply.status === 201 && spot?.kind === 'file'
        ? { ...reply, status: 200 }
        : reply;
    },
  });
}

/** Puts the bytes where they go, the conditions of the request being those of the same unit. */
async function put(house: House, change: Change, spot: Spot, received: Upload): Promise<Made | Denial> {
  if (spot.kind === 'none') return spot.denial;
  const target = spot.kind === 'file' ? spot.target : null;
  const failed = await conditionFails(change.tx, change, target?.item ?? null);
  if (failed !== null) return failed;
  // Its conditions have been compared.
  const unconditional: Change = { ...change, request: { url: change.request.url, headers: {} } };
  const denial = target === null ? null : await versionDenied(house, unconditional, target);
  if (target !== null && denial !== null) return await withFile(house, change, target.item.id, denial);
  const taken = await contentInBody(house, change, received).take();
  if ('reply' in taken) return taken.reply;
  if (spot.kind === 'file') {
    await addVersion(house, change, spot.target, taken.content, null);
    return { documentId: spot.target.item.id, versionId: null };
  }
  const { tx, origin, place } = change;
  const item = { private: spot.isPrivate, tracked: false, description: null };
  const documentId = await createFile(house, tx, origin, place, spot.at, item, taken.content);
  return { documentId, versionId: null };
}

function addressOf({
  params,
  query,
}: {
  readonly params: { readonly id: number; readonly name: string };
  readonly query: { readonly private?: boolean | undefined };
}): Address {
  return { folderId: params.id, name: params.name, private: query.private };
}
