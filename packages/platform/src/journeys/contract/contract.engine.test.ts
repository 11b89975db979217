import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type CompanyStage, setCompanyStage } from '../../installations/company-stage.test-support.ts';
import { companiesAndProjects } from './companies-and-projects.test-support.ts';
import { companyDirectory } from './company-directory.test-support.ts';
import { documents } from './documents.test-support.ts';
import { deviations, filledPaths, optionalPaths } from './endpoint.test-support.ts';

describe('every field that the wire reference lists is there, and of its type', () => {
  let stage: CompanyStage;
  let places: Readonly<Record<string, number>>;
  /** Of a project of the demo, which has documents. */
  let items: Readonly<Record<string, number>>;
  before(async () => {
    stage = await setCompanyStage();
    const { admin, companyId } = stage;
    const made = await admin.call<{ id: number }>('POST', '/rest/v1.0/projects', {
      company_id: companyId,
      project: { name: 'Contract' },
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    places = { company: companyId, person: admin.personId, project: made.body.id };
    const team = `/rest/v1.0/projects/${made.body.id}/users/${admin.personId}/actions/add`;
    const added = await admin.call('POST', team, undefined, { 'procore-company-id': String(companyId) });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    await giveTemplates(stage);
    items = await itemsOf(stage);
  });
  after(() => stage[Symbol.asyncDispose]());

  const endpoints = [...companiesAndProjects, ...companyDirectory, ...documents];
  const filled = new Set<string>();
  for (const endpoint of endpoints)
    it(`GET ${endpoint.path}`, async () => {
      const found = { ...places, ...(documents.includes(endpoint) ? items : {}) };
      const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => String(found[name]));
      const headers = { 'procore-company-id': String(stage.companyId) };
      const { status, body } = await stage.admin.call<unknown>('GET', path, undefined, headers);
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(deviations(endpoint, body), []);
      for (const path of filledPaths(endpoint.fields, body)) filled.add(path);
    });

  it('and so is what may be missing, for each of it was there in one of these answers', () => {
    const optional = new Set(endpoints.flatMap(({ fields }) => optionalPaths(fields)));
    assert.deepEqual([...optional.difference(filled)], []);
  });
});

/** Takes somebody in who has a template for the company's tools and one for new projects. */
async function giveTemplates({ admin, companyId }: CompanyStage): Promise<void> {
  const templates = `/rest/v1.0/companies/${companyId}/permission_templates`;
  const make = async (permission_template: Readonly<Record<string, string>>) => {
    const { status, body } = await admin.call<{ id: number }>('POST', templates, { permission_template });
    assert.equal(status, 200, JSON.stringify(body));
    return body.id;
  };
  const user = {
    last_name: 'Holder',
    email_address: 'holder@contract.example',
    company_permission_template_id: await make({ name: 'Tools', type: 'company_tools' }),
    default_permission_template_id: await make({ name: 'Projects' }),
  };
  const { status, body } = await admin.call('POST', `/rest/v1.0/companies/${companyId}/users`, { user });
  assert.equal(status, 201, JSON.stringify(body));
}

/** A private and tracked folder that holds a folder and a file, the file, which is checked out, and its latest version. */
async function itemsOf({ admin, companyId, platform, ...stage }: CompanyStage) {
  const project = stage.projectId('Harbor Tower');
  const headers = { 'procore-company-id': String(companyId) };
  const ask = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    const answer = await admin.call<Body>(method, `/rest/v1.0/${path}project_id=${project}`, body, headers);
    assert.ok(answer.status < 300, JSON.stringify(answer.body));
    return answer.body;
  };
  const send = async (path: string, fields: Readonly<Record<string, string>>, data: string) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set(data, new Blob(['%PDF-'], { type: 'application/pdf' }), 'Signed.pdf');
    const answer = await fetch(new URL(`/rest/v1.0/${path}project_id=${project}`, platform.url), {
      method: 'POST',
      headers: { ...admin.headers(), ...headers },
      body: form,
    });
    assert.equal(answer.status, 201);
    return (await answer.json()) as { id: number };
  };
  const marks = { explicit_permissions: true, is_tracked: true };
  const folder = await ask<{ id: number }>('POST', 'folders?', { folder: { name: 'Contract', ...marks } });
  await ask('POST', 'folders?', { folder: { name: 'Inner', parent_id: folder.id } });
  const inFolder = { 'file[parent_id]': String(folder.id), 'file[description]': 'By both' };
  const file = await send('files?', inFolder, 'file[data]');
  const notes = { 'file_version[notes]': 'Second' };
  const version = await send(`file_versions?file_id=${file.id}&`, notes, 'file_version[data]');
  await ask('PATCH', `files/${file.id}?`, { file: { checked_out_until: '2099-01-01T00:00:00Z' } });
  return { project, folder: folder.id, file: file.id, version: version.id };
}
