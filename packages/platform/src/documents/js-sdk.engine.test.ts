import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { DocumentItem, Folder } from '@gatehouse/wire';
import * as sdk from '@procore/js-sdk';
import { setCompanyLevel } from '../directory/tool-levels.ts';
import { openSite, type Site } from './testing/site.ts';

/** What its untyped methods resolve to. */
interface Answer<Body> {
  readonly body: Body;
  readonly response: { readonly status: number; readonly headers: Headers };
}

let site: Site;
before(async () => {
  // Strict: a call without Procore-Company-Id is refused, so the client has sent it with each.
  site = await openSite({ companyHeader: 'strict' });
});
after(() => site.close());

it("the platform's published JavaScript client makes folders, walks them and downloads, unchanged", async () => {
  const options = { apiHostname: site.platform.url, defaultCompanyId: site.companyId };
  const client = sdk.client(sdk.oauth(site.as.standard.token), {}, options);
  const qs = { project_id: site.projectId };

  const made: Answer<Folder> = await client.post(
    { base: '/folders', qs },
    { folder: { name: 'From the SDK' } },
  );
  assert.equal(made.response.status, 201);
  const content = new Uint8Array(70_000).map((_, place) => (place * 13) % 256);
  const fields = { name: 'Scan.bin', parent_id: String(made.body.id) };
  assert.equal((await site.as.standard.upload('project', fields, content)).status, 201);

  const root: Answer<Folder> = await client.get({ base: '/folders', qs });
  const [folder] = root.body.folders.filter(({ name }) => name === 'From the SDK');
  assert(folder);
  const byId: Answer<Folder> = await client.get({ base: '/folders', params: { id: folder.id }, qs });
  assert.equal(byId.body.name_with_path, 'Root Folder/From the SDK');
  const [version] = byId.body.files[0]?.file_versions ?? [];
  assert(version);
  const bytes: Answer<Uint8Array> = await client.get(version.url.slice(site.platform.url.length), {
    formatter: async (response: Response) => new Uint8Array(await response.arrayBuffer()),
  });
  assert.deepEqual(bytes.body, content);

  const refused = await client.post({ base: '/files', qs }, { file: { name: 'No bytes' } }).catch((no) => no);
  assert.equal(refused.response.status, 422);
  assert.deepEqual(Object.keys(refused.body.errors), ['data']);
});

it('the same client walks a whole tree, folder by folder and page by page by Link, and finds the same', async () => {
  const options = { apiHostname: site.platform.url, defaultCompanyId: site.companyId };
  const client = sdk.client(sdk.oauth(site.as.reader.token), {}, options);
  const { admin } = site.as;
  const top = (await admin.makeFolder('project', { name: 'Tree' })).body.id;
  for (let branch = 0; branch < 4; branch += 1) {
    const twig = { name: `Branch ${branch}`, parent_id: top, explicit_permissions: branch === 3 };
    const { id } = (await admin.makeFolder('project', twig)).body;
    for (let leaf = 0; leaf < 6; leaf += 1)
      await admin.makeFolder('project', { name: `Leaf ${leaf}`, parent_id: id });
  }

  const byFolder: number[] = [];
  const walk = async (id: number): Promise<void> => {
    const qs = { project_id: site.projectId };
    const { body }: Answer<Folder> = await client.get({ base: '/folders', params: { id }, qs });
    for (const folder of body.folders) {
      byFolder.push(folder.id);
      await walk(folder.id);
    }
  };
  await walk(top);

  const byPage: number[] = [];
  const pages: string[] = [];
  const qs = { per_page: 5, 'filters[folder_id]': top, sort: 'name' };
  let next: Parameters<typeof client.get>[0] | null = { base: `/projects/${site.projectId}/documents`, qs };
  for (let guard = 0; next !== null && guard < 50; guard += 1) {
    const page: Answer<DocumentItem[]> = await client.get(next);
    byPage.push(...page.body.map(({ id }) => id));
    const { headers } = page.response;
    assert.equal(headers.get('total'), String(byFolder.length), 'what is hidden is not counted');
    pages.push(headers.get('link') ?? '');
    const link = /<([^>]*)>; rel="next"/.exec(pages.at(-1) ?? '')?.[1];
    next = link === undefined ? null : link.slice(site.platform.url.length);
  }
  assert.equal(pages.length, Math.ceil(byFolder.length / 5));
  assert.match(pages[1] ?? '', /rel="first".*rel="prev".*rel="next".*rel="last"/);
  assert.doesNotMatch(pages.at(-1) ?? '', /rel="next"/);
  assert.equal(new Set(byPage).size, byPage.length, 'nothing is told twice');
  assert.deepEqual(byPage.toSorted(), byFolder.toSorted());
  assert.equal(byFolder.length, 21);
});

it('the same client makes a hook, says of what it is told, and takes that back with a body in its DELETE', async () => {
  const { house } = site.platform;
  const system = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;
  await house.database.write((tx) =>
    setCompanyLevel(house, tx, system, site.companyId, {
      personId: site.ids.standard,
      tool: 'admin',
      level: 'Standard',
    }),
  );
  const options = { apiHostname: site.platform.url, defaultCompanyId: site.companyId };
  const client = sdk.client(sdk.oauth(site.as.standard.token), {}, options);
  const base = '/webhooks/hooks';
  const scope = { company_id: site.companyId };
  const made: Answer<{ id: number }> = await client.post(
    { base },
    { ...scope, hook: { api_version: 'v2', destination_url: 'https://receiver.example/hook' } },
  );
  assert.equal(made.response.status, 201);
  const triggers = ['create', 'delete'].map((event_type) => ({ resource_name: 'Project Files', event_type }));
  const bulk = { base: `${base}/${made.body.id}/triggers/bulk`, qs: scope };
  const added: Answer<{ success: { id: number; event_type: string }[] }> = await client.post(bulk, {
    api_version: 'v2',
    triggers,
  });
  assert.deepEqual(
    added.body.success.map(({ event_type }) => event_type),
    ['CREATE', 'DELETE'],
  );
  const ids = added.body.success.map(({ id }) => id);
  const removed: Answer<{ success: number[] }> = await client.delete(bulk, { triggers: ids });
  assert.deepEqual(removed.body.success, ids);
  const gone: Answer<object> = await client.delete({ base, params: { id: made.body.id }, qs: scope });
  assert.equal(gone.response.status, 200);
});
