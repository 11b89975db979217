import { FileBatchAnswer, FileBatchBody } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../../house.ts';
import { unsupported } from '../../rest/receive-upload.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { CollectionParams, InProject, type Scope, scopes } from '../scopes.ts';
import { makeFiles } from './make-files.ts';
import { receiveBatch } from './receive-batch.ts';
import { Turns } from './turns.ts';

export function batchRoutes(house: House): RestRoute[] {
  const turns = new Turns();
  return scopes.map((scope) => makeBatch(house, turns, scope));
}

function makeBatch(house: House, turns: Turns, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${prefix}/files/batch`,
    summary: `Up to 100 small new files of a ${at} at once, each by itself: multipart, what they are as files, then all their bytes as data.`,
    right: { kind: 'action', at, action: 'create_file' },
    audit: ['file.created'],
    params: CollectionParams,
    query: Type.Object(InProject),
    body: FileBatchBody,
    reply: FileBatchAnswer,
    names,
    upload: {
      receive: (part, call) => receiveBatch(house, turns, part, call),
      async discard(arrived) {
        await Promise.all(arrived.map(({ blob }) => blob?.discard()));
      },
    },
    async handle(call) {
      const { received } = call;
      if (received === undefined)
        return unsupported('send multipart/form-data, with the bytes as its last part, data');
      const { companyId } = call.place;
      const files = await makeFiles(house, call, prefix.replace(':company_id', String(companyId)), received);
      return { status: files.every(({ status }) => status < 400) ? 200 : 207, body: { files } };
    },
  });
}
