import { BooleanInput, IdInput } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../house.ts';
import { refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { contentReply } from './content-reply.ts';
import { downloadUrlHolds } from './download-url.ts';
import { findVersion } from './file-store.ts';
import { itemFacts, itemOf } from './path.ts';
import { findPath } from './path-store.ts';
import { ItemParams, type Scope, scopes } from './scopes.ts';

const DownloadQuery = Type.Object({
  company_id: Type.Optional(IdInput),
  project_id: Type.Optional(IdInput),
  expires: Type.Optional(IdInput),
  sig: Type.Optional(Type.String()),
  inline: Type.Optional(BooleanInput),
});

export function downloadRoutes(house: House): RestRoute[] {
  return scopes.map((scope) => download(house, scope));
}

/** Behind `url` of a version: needs the token as well, and asks again whether the caller may see the file now. */
function download(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/file_versions/:id/download`,
    summary: `The bytes of one version of a file of a ${at}, at the address its url gives.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    on: 'single',
    params: ItemParams,
    query: DownloadQuery,
    reply: null,
    names: (input) => ({ companyId: input.query.company_id, ...names(input) }),
    async handle(call) {
      const { expires, sig } = call.query;
      if (
        expires === undefined ||
        sig === undefined ||
        !downloadUrlHolds(house, call.place, call.params.id, { expires, sig })
      ) {
        return {
          status: 403,
          body: { errors: ['This address has expired or was changed: read the file again for a new one.'] },
        };
      }
      const version = await findVersion(call.tx, call.place.companyId, call.params.id);
      const path = version === null ? null : await findPath(call.tx, call.place, version.fileId);
      const decision = call.decideItem(itemFacts(path));
      if (!decision.allowed) return refuse(decision.reason);
      if (path === null || version === null) return refuse('item_hidden');

      const inline = call.query.inline === true;
      return await contentReply(house, call.request, version, { name: itemOf(path).name, inline });
    },
  });
}
