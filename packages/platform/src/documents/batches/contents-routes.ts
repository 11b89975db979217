import { batchLimits, type VersionContents, VersionContentsQuery } from '@gatehouse/wire';
import { NOT_FOUND } from '../../access/refusal.ts';
import type { House } from '../../house.ts';
import { fieldErrors } from '../../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../../rest/rest-route.ts';
import { findVersions, type Version } from '../file-store.ts';
import { itemFacts } from '../path.ts';
import { findPath } from '../path-store.ts';
import { CollectionParams, type Scope, scopes } from '../scopes.ts';
import { contentsForm } from './contents-form.ts';

export function contentsRoutes(house: House): RestRoute[] {
  return scopes.map((scope) => readContents(house, scope));
}

function readContents(house: House, { at, prefix, names }: Scope): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/file_versions/contents`,
    summary: `The bytes of up to 100 small versions of files of a ${at} at once, as a form: what they are as files, then all the bytes as data.`,
    right: { kind: 'tool', tool: 'documents', at, level: 'Read Only' },
    audit: [],
    params: CollectionParams,
    query: VersionContentsQuery,
    reply: null,
    names,
    async handle(call) {
      const ids = [...new Set(call.query.ids)];
      if (ids.length === 0 || ids.length > batchLimits.files)
        return fieldErrors({ ids: [`must be 1 to ${batchLimits.files} versions`] }, 400);
      const { tx, place } = call;
      const found = new Map((await findVersions(tx, place.companyId, ids)).map((each) => [each.id, each]));
      const told: VersionContents = [];
      const given: Version[] = [];
      let left: number = batchLimits.bytes;
      for (const id of ids) {
        const version = found.get(id);
        const path = version === undefined ? null : await findPath(tx, place, version.fileId);
        if (version === undefined || path === null || !call.decideItem(itemFacts(path)).allowed) {
          told.push({ id, status: NOT_FOUND.status, errors: [...NOT_FOUND.errors] });
          continue;
        }
        const { size, sha256 } = version;
        if (size > batchLimits.bytesOfFile || size > left) {
          told.push({ id, status: 413, size, errors: ['is too large to come with others'] });
          continue;
        }
        told.push({ id, status: 200, size, sha256 });
        given.push(version);
        left -= size;
      }
      const { body, ...form } = contentsForm(house, told, given);
      const headers = {
        'x-content-type-options': 'nosniff',
        'content-type': `multipart/form-data; boundary=${form.boundary}`,
        'content-length': String(form.length),
      };
      return { status: 200, headers, body };
    },
  });
}
