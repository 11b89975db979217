import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CustomTag, DocumentItem } from '@gatehouse/wire';
import { type Character, openSite, type Site } from '../testing/site.ts';

describe('the index of a project’s documents by their custom tags', () => {
  let site: Site;
  const tags: Record<string, number> = {};
  before(async () => {
    site = await openSite();
    for (const name of ['Structure', 'Fire', 'Unused']) {
      const { status, body } = await call<CustomTag>('POST', own(), { name });
      assert.equal(status, 201);
      tags[name] = body.id;
    }
    for (const [name, isPrivate, ...those] of [
      ['Beam plan.pdf', 'false', 'Structure'],
      ['Escape plan.pdf', 'false', 'Structure', 'Fire'],
      ['Door list.pdf', 'false', 'Fire'],
      ['Claim plan.pdf', 'true', 'Fire'],
      ['Untagged plan.pdf', 'false'],
    ] as const) {
      const made = await site.as.admin.upload('project', { name, explicit_permissions: isPrivate });
      const custom_tag_ids = those.map((tag) => tags[tag]);
      const path = `/rest/v1.0/files/${made.body.id}?project_id=${site.projectId}`;
      const { status } = await call('PATCH', path, { file: { custom_tag_ids } });
      assert.equal(status, 200, name);
    }
  });
  after(() => site.close());

  const own = () => `/rest/v1.0/projects/${site.projectId}/document_custom_tags`;
  async function call<Body>(method: string, path: string, body: unknown) {
    const headers = { 'content-type': 'application/json' };
    const response = await site.as.admin.call(path, { method, headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Body };
  }
  async function named(who: Character, filters: readonly [name: string, value: string][]) {
    const query = new URLSearchParams(filters.map(([name, value]) => [`filters[${name}]`, value]));
    const response = await site.as[who].call(`/rest/v1.0/projects/${site.projectId}/documents?${query}`);
    assert.equal(response.status, 200);
    const found = ((await response.json()) as DocumentItem[]).map((item) => item.name ?? '');
    assert.equal(Number(response.headers.get('total')), found.length);
    return found;
  }
  const by = (...those: string[]) =>
    those.map((tag): [string, string] => ['custom_tag_ids][', String(tags[tag])]);

  it('has what bears one of those that are asked for, and of that what is to be seen', async () => {
    assert.deepEqual(await named('reader', by('Structure')), ['Beam plan.pdf', 'Escape plan.pdf']);
    assert.deepEqual(await named('reader', by('Fire')), ['Door list.pdf', 'Escape plan.pdf']);
    assert.deepEqual(await named('reader', by('Structure', 'Fire')), [
      'Beam plan.pdf',
      'Door list.pdf',
      'Escape plan.pdf',
    ]);
    assert.deepEqual(await named('admin', by('Fire')), [
      'Claim plan.pdf',
      'Door list.pdf',
      'Escape plan.pdf',
    ]);
    assert.deepEqual(await named('admin', by('Unused')), []);
  });

  it('has of that what bears the words of a search and meets other filters as well', async () => {
    assert.deepEqual(await named('reader', [...by('Fire'), ['search', 'plan']]), ['Escape plan.pdf']);
    assert.deepEqual(await named('admin', [...by('Fire'), ['search', 'plan']]), [
      'Claim plan.pdf',
      'Escape plan.pdf',
    ]);
    assert.deepEqual(await named('admin', [...by('Fire'), ['private', 'true']]), ['Claim plan.pdf']);
    assert.deepEqual(await named('admin', [...by('Fire'), ['document_type', 'folder']]), []);
  });

  it('has nothing by a tag that was removed', async () => {
    const path = `${own()}/${tags.Structure}`;
    assert.equal((await site.as.admin.call(path, { method: 'DELETE' })).status, 200);
    assert.deepEqual(await named('admin', by('Structure')), []);
    assert.deepEqual(await named('reader', by('Structure', 'Fire')), ['Door list.pdf', 'Escape plan.pdf']);
  });
});
