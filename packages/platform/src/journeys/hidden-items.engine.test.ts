import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { routesOf } from '../compose.ts';
import { levelsOfTool } from '../documents/testing/api.ts';
import { send } from '../documents/testing/change.ts';
import { openSite, type Site } from '../documents/testing/site.ts';
import type { RestRoute } from '../rest/rest-route.ts';
import { fill } from './filled-route.test-support.ts';
import { type Items, isOfCompany, tenantOf } from './items-of-site.test-support.ts';

const nothing: Items = {
  folder: 987_654_321,
  file: 987_654_322,
  version: 987_654_323,
  binned: 987_654_324,
};

describe('a private item that one does not see, asked for by every route that takes the id of one', () => {
  let site: Site;
  let routes: readonly RestRoute[];
  const hidden: Record<string, Items> = {};
  before(async () => {
    site = await openSite();
    for (const at of levelsOfTool) hidden[at] = await hide(at);
    routes = routesOf(site.platform.house).filter(
      (route): route is RestRoute => route.audience === 'rest' && takesItem(route.path),
    );
  });
  after(() => site.close());

  /** What the admin alone sees: a private folder, a file in it with two versions, and one that was deleted from it. */
  async function hide(at: 'project' | 'company'): Promise<Items> {
    const { admin } = site.as;
    const folder = await admin.makeFolder(at, { name: 'Zweckform', explicit_permissions: true });
    const put = async (name: string) => {
      const { status, body } = await admin.upload(
        at,
        { name, parent_id: String(folder.body.id) },
        'Zweckform',
      );
      assert.equal(status, 201, JSON.stringify(body));
      return body;
    };
    const file = await put('Zweckform.txt');
    const binned = await put('Zweckform of old.txt');
    await send(site, 'admin', at, 'DELETE', `files/${binned.id}`);
    return {
      folder: folder.body.id,
      file: file.id,
      version: file.file_versions[0]?.id ?? assert.fail(),
      binned: binned.id,
    };
  }

  async function ask(route: RestRoute, who: 'reader' | 'standard', items: Items) {
    const { companyId, projectId, ids } = site;
    const filled = fill(route, tenantOf(site, items), { companyId, projectId });
    const response = await site.as[who].call(filled.path, {
      method: route.method,
      ...(filled.contentType === undefined ? {} : { headers: { 'content-type': filled.contentType } }),
      ...(filled.body === undefined ? {} : { body: filled.body }),
    });
    const text = await response.text();
    const said = ['etag', 'total', 'link', 'retry-after'].map((name) => response.headers.get(name));
    // The ids that were asked for are all that may differ; who asks is the same.
    const known = new Set([...Object.values(items), ids.reader].map(String));
    return {
      status: response.status,
      said,
      length: text.length,
      body: text.replaceAll(/\d+/g, (id) => (known.has(id) ? '#'.repeat(id.length) : id)),
      leaks: text.includes('Zweckform'),
    };
  }

  for (const who of ['reader', 'standard'] as const)
    it(`answers the ${who} as for an id that nothing has`, async () => {
      const faults: string[] = [];
      let compared = 0;
      for (const route of routes) {
        const items = hidden[isOfCompany(route) ? 'company' : 'project'];
        assert.ok(items);
        const there = await ask(route, who, items);
        const absent = await ask(route, who, nothing);
        compared += 1;
        const what = `${route.method} ${route.path}`;
        if (there.leaks) faults.push(`${what}: tells the name`);
        if (there.status === 201) faults.push(`${what}: makes something`);
        // Ids of other lengths make other lengths of what repeats them.
        const alike = (seen: typeof there) => ({
          ...seen,
          length: 0,
          body: seen.body.replaceAll(/#+/g, '#'),
        });
        if (JSON.stringify(alike(there)) !== JSON.stringify(alike(absent)))
          faults.push(`${what}: ${JSON.stringify(there)} against ${JSON.stringify(absent)}`);
      }
      assert.deepEqual(faults, []);
      assert.ok(compared >= 60, String(compared));
    });
});

/** Under their own names alone: the older spellings are the same routes. */
function takesItem(path: string): boolean {
  return (
    /^\/rest\//.test(path) &&
    /\/(?:folders|files|file_versions|recycle_bin|documents)\/:|\/documents\/bulk$|\/file_versions$|document_custom_tags$/.test(
      path,
    )
  );
}
