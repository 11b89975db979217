import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { routesOf } from '../compose.ts';
import { type At, levelsOfTool } from '../documents/testing/api.ts';
import { fileOf, folderOf, send } from '../documents/testing/change.ts';
import { openSite, type Site } from '../documents/testing/site.ts';
import type { RestRoute } from '../rest/rest-route.ts';
import { fill } from './filled-route.test-support.ts';
import { type Items, isOfCompany, tenantOf } from './items-of-site.test-support.ts';

/** What no answer to anybody but the admin may ever contain. */
const secret = 'Zweckform merger';

type Reader = 'reader' | 'standard';

describe('what is made, changed and deleted out of somebody’s sight', () => {
  let site: Site;
  let routes: readonly RestRoute[];
  const open = {} as Record<At, Items>;
  before(async () => {
    site = await openSite();
    for (const at of levelsOfTool) {
      const folder = await folderOf(site, 'admin', at, 'Open');
      const file = await fileOf(site, 'admin', at, 'open.txt', folder.id);
      const binned = await fileOf(site, 'admin', at, 'gone.txt');
      await send(site, 'admin', at, 'DELETE', `files/${binned.id}`);
      const version = file.file_versions[0]?.id ?? assert.fail();
      open[at] = { folder: folder.id, file: file.id, version, binned: binned.id };
    }
    routes = routesOf(site.platform.house)
      .filter((route): route is RestRoute => route.audience === 'rest' || route.audience === 'manage')
      // Other tools are closed to both, whatever there is of documents.
      .filter(
        ({ method, right }) => method === 'GET' && (right.kind !== 'tool' || right.tool === 'documents'),
      );
  });
  after(() => site.close());

  /** What every route that reads answers, by route. */
  async function everything(who: Reader) {
    const seen = new Map<string, { status: number; headers: unknown; body: string }>();
    for (const route of routes) {
      const items = open[isOfCompany(route) ? 'company' : 'project'];
      const { path } = fill(route, tenantOf(site, items, routes), site);
      const response = await site.as[who].call(path);
      const body = Buffer.from(await response.arrayBuffer());
      assert.equal(body.includes(secret), false, `${who}: ${path} tells the name`);
      const headers = ['total', 'link', 'etag'].map((name) => response.headers.get(name));
      seen.set(route.path, { status: response.status, headers, body: withoutSeals(body) });
    }
    return seen;
  }

  /** An admin at work where nobody else sees it. */
  async function work(at: At): Promise<void> {
    const { admin } = site.as;
    const marks = { name: secret, parent_id: open[at].folder, explicit_permissions: true, is_tracked: true };
    const folder = await admin.makeFolder(at, marks);
    assert.equal(folder.status, 201);
    const within = await fileOf(site, 'admin', at, `${secret}.txt`, folder.body.id);
    const inRoot = { name: `${secret} 2.txt`, description: secret, explicit_permissions: 'true' };
    assert.equal((await admin.upload(at, inRoot)).status, 201);
    const binned = await fileOf(site, 'admin', at, `${secret} 3.txt`, folder.body.id);
    await send(site, 'admin', at, 'DELETE', `files/${binned.id}`);
    const changed = { file: { name: `${secret} 4.txt`, description: secret } };
    await send(site, 'admin', at, 'PATCH', `files/${within.id}`, changed);
    const access = { access: { private: true, person_ids: [site.ids.colleague] } };
    assert.equal(
      (await send(site, 'admin', at, 'PUT', `folders/${folder.body.id}/access`, access)).status,
      200,
    );
    const seen = await admin.call(admin.path(at, `folders/${open[at].folder}`));
    assert.ok((await seen.text()).includes(secret), 'whoever may see it does');
  }

  it('changes no answer of any route that reads, by not a byte', async () => {
    const before = { reader: await everything('reader'), standard: await everything('standard') };
    const ofDocuments = routes.filter(({ right }) => right.kind === 'tool' && right.tool === 'documents');
    for (const { path, right } of ofDocuments) {
      const { status } = before.standard.get(path) ?? assert.fail(path);
      if (right.kind === 'tool' && right.level === 'Read Only' && !needsMore.test(path))
        assert.equal(status, 200, `a refusal proves nothing: ${path} ${before.standard.get(path)?.body}`);
    }
    assert.ok(ofDocuments.length >= 30, String(ofDocuments.length));
    for (const at of levelsOfTool) await work(at);
    for (const who of ['reader', 'standard'] as const)
      for (const [path, now] of await everything(who))
        assert.deepEqual(now, before[who].get(path), `${who}: ${path}`);
  });
});

/** Asked for with what only the answer to another call has. */
const needsMore = /\/download$|\/by_path$|uploads\/:|local_files\/:|recycle_bin|document_custom_tags\/:/;

/** Addresses are signed for a moment, cursors sealed anew, and the parts of a form parted by chance. */
function withoutSeals(body: Buffer): string {
  return body
    .toString('latin1')
    .replaceAll(/[?&](?:sig|expires|signature)=[^"&]*/g, '')
    .replaceAll(/gatehouse-[0-9a-f]{36}/g, 'gatehouse')
    .replaceAll(/"cursor":"([^"]*)"/g, (_, cursor: string) => `"cursor":${cursor.length}`);
}
