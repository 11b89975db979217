import Type from 'typebox';
import type { House } from '../../house.ts';
import { refuse } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { contentReply } from '../content-reply.ts';
import { CollectionParams, InProject, scopes } from '../scopes.ts';
import { findOwnUpload } from './upload-store.ts';

const LocalFileParams = Type.Object({
  ...CollectionParams.properties,
  uuid: Type.String({ maxLength: 64 }),
});

/**
 * The bytes of what somebody uploaded, by the uuid of the upload (wire reference C.5). Once they are a file, who may
 * read them is for the file to say: then the address of its version gives them, and this one no more.
 */
export function localFileRoutes(house: House): RestRoute[] {
  return scopes.map(({ at, prefix, names }) =>
    restRoute(house, {
      method: 'GET',
      path: `${prefix}/local_files/:uuid`,
      summary: `The bytes of an upload of the caller to a ${at} that is whole and not part of a file yet.`,
      right: { kind: 'tool', tool: 'documents', at, level: 'Standard' },
      audit: [],
      on: 'single',
      params: LocalFileParams,
      query: Type.Object(InProject),
      reply: null,
      names,
      async handle({ tx, place, params, request }) {
        const upload = await findOwnUpload(tx, place, params.uuid);
        if (upload === null || upload.whole === null || upload.usedAt !== null) return refuse('item_hidden');
        if (upload.expiresAt <= house.clock.now()) return refuse('item_hidden');
        const { contentType, filename, inline } = upload.plan;
        return await contentReply(
          house,
          request,
          { ...upload.whole, contentType },
          { name: filename, inline },
        );
      },
    }),
  );
}
