import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Folder } from '@gatehouse/wire';
import * as sdk from '@procore/js-sdk';
import { openSite, type Site } from './testing/site.ts';

/** What its untyped methods resolve to. */
interface Answer<Body> {
  readonly body: Body;
  readonly response: { readonly status: number };
}

let site: Site;
before(async () => {
  site = await openSite();
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
