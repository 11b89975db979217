import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AppConfiguration, CustomTag } from '@gatehouse/wire';
import { setCompanyLevel } from '../../directory/tool-levels.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';
import { insertTag } from './tag-store.ts';

const origin = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('custom tags, configurations of apps and settings of documents, sent by somebody hostile', () => {
  let site: Site;
  let installationId: number;
  before(async () => {
    site = await openSite();
    const { house } = site.platform;
    await house.database.write(async (tx) => {
      await setCompanyLevel(house, tx, origin, site.companyId, {
        personId: site.ids.admin,
        tool: 'directory',
        level: 'Admin',
      });
      const row = await tx
        .selectFrom('installations')
        .select('id')
        .where('company_id', '=', site.companyId)
        .executeTakeFirstOrThrow();
      installationId = row.id;
    });
  });
  after(() => site.close());

  async function call<Body>(who: Character, method: string, path: string, body?: unknown) {
    const response = await site.as[who].call(path, {
      method,
      headers: {
        'procore-company-id': String(site.companyId),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
  }
  const tags = () => `/rest/v1.0/projects/${site.projectId}/document_custom_tags`;
  const configurations = () => `/rest/v1.0/companies/${site.companyId}/app_configurations`;
  const configuration = (title: string, content: unknown = {}) => ({
    app_installation_id: installationId,
    title,
    instance_configuration: content,
  });

  const words = [
    'nul\u0000byte',
    '\ud800 alone',
    "'; drop table custom_tags; --",
    '%_!',
    '<script>alert(1)</script>',
    '\u202egnp.exe',
    '🏗'.repeat(40),
  ];

  it('words of any kind are kept as they are or refused, and never break anything', async () => {
    for (const name of words) {
      const made = await call<CustomTag>('admin', 'POST', tags(), { name });
      assert.ok([201, 400, 422].includes(made.status), `${JSON.stringify(name)}: ${made.status}`);
      if (made.status === 201) {
        const seen = await call<CustomTag>('reader', 'GET', `${tags()}/${made.body.id}`);
        assert.deepEqual(seen.body, { id: made.body.id, name });
      }
      const set = await call<AppConfiguration>(
        'admin',
        'POST',
        configurations(),
        configuration(name, { [name]: name }),
      );
      assert.ok([201, 400, 422].includes(set.status), `${JSON.stringify(name)}: ${set.status}`);
      if (set.status === 201) assert.deepEqual(set.body.instance_configuration, { [name]: name });
    }
  });

  it('ids of any kind find nothing', async () => {
    for (const id of ['0', '-1', '1e3', '9007199254740993', '99999999999999999999', "1'", 'NaN', '%00']) {
      for (const path of [`${tags()}/${id}`, `${configurations()}/${id}`, `${tags()}?document_id=${id}`]) {
        const { status } = await call('admin', 'GET', path);
        assert.ok([400, 404].includes(status), `${path}: ${status}`);
      }
    }
  });

  it('what is deep or long is refused, not worked on', async () => {
    for (const content of [
      deep(10_000),
      JSON.stringify({ long: 'x'.repeat(70_000) }),
      '{"__proto__":{"a":1}}',
    ]) {
      const body = `{"app_installation_id":${installationId},"title":"Deep","instance_configuration":${content}}`;
      const { status } = await call('admin', 'POST', configurations(), body);
      assert.ok([400, 413, 422].includes(status), `${content.slice(0, 20)}: ${status}`);
    }
    const many = Array.from({ length: 9_000 }, (_, at) => at + 1_000_000);
    const strange = await call('admin', 'POST', configurations(), {
      ...configuration('Strange'),
      project_ids: many,
    });
    assert.equal(strange.status, 422);
    const long = await call('admin', 'POST', tags(), { name: 'x'.repeat(101) });
    assert.equal(long.status, 400);
  });

  it('two of one name at once: one is made, the other is refused', async () => {
    const twice = await Promise.all([1, 2].map(() => call('admin', 'POST', tags(), { name: 'Twins' })));
    assert.deepEqual(twice.map(({ status }) => status).sort(), [201, 422]);
    const set = await Promise.all(
      [1, 2].map(() => call('admin', 'POST', configurations(), configuration('Twins'))),
    );
    assert.deepEqual(set.map(({ status }) => status).sort(), [201, 409]);
  });

  it('of another company are not there, nor can its projects and apps be named', async () => {
    const { elsewhere } = site;
    const theirs = `/rest/v1.0/projects/${elsewhere.projectId}/document_custom_tags`;
    assert.equal((await call('admin', 'GET', theirs)).status, 404);
    assert.equal((await call('admin', 'POST', theirs, { name: 'x' })).status, 404);
    const named = await call('admin', 'POST', configurations(), {
      ...configuration('Theirs'),
      project_ids: [elsewhere.projectId],
    });
    assert.equal(named.status, 422);
    const other = await site.platform.house.database.read((tx) =>
      tx
        .selectFrom('installations')
        .select('id')
        .where('company_id', '=', elsewhere.companyId)
        .executeTakeFirstOrThrow(),
    );
    const app = { ...configuration('Theirs'), app_installation_id: other.id };
    assert.equal((await call('admin', 'POST', configurations(), app)).status, 422);
    const path = `/rest/v1.0/companies/${elsewhere.companyId}/app_configurations`;
    assert.ok([403, 404].includes((await call('admin', 'GET', path)).status));
    for (const who of ['standard', 'reader', 'nobody'] as const)
      assert.equal((await call(who, 'GET', configurations())).status, 403, who);
  });

  it('a tag of another project is no tag here, and settings are their Admins’', async () => {
    const { house, clock } = site.platform;
    const { companyId, projectId } = site.elsewhere;
    const made = { name: 'Theirs', by: site.ids.stranger, at: clock.now() };
    const other = await house.database.write((tx) => insertTag(tx, companyId, projectId, made));
    assert.ok(other);
    assert.equal((await call('admin', 'GET', `${tags()}/${other.id}`)).status, 404);
    assert.equal((await call('admin', 'DELETE', `${tags()}/${other.id}`)).status, 404);
    const folder = await site.as.admin.makeFolder('project', { name: 'Tagged' });
    const tagged = await call(
      'admin',
      'PATCH',
      `/rest/v1.0/folders/${folder.body.id}?project_id=${site.projectId}`,
      {
        folder: { custom_tag_ids: [other.id] },
      },
    );
    assert.equal(tagged.status, 422);
    for (const who of ['standard', 'reader', 'nobody', 'stranger'] as const) {
      const path = `/rest/v1.0/documents/settings?project_id=${site.projectId}`;
      const { status } = await call(who, 'PATCH', path, { settings: { private_by_default: true } });
      assert.ok([403, 404].includes(status), `${who}: ${status}`);
    }
  });
});
