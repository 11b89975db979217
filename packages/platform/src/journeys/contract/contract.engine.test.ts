import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type CompanyStage, setCompanyStage } from '../../installations/company-stage.test-support.ts';
import { companiesAndProjects } from './companies-and-projects.test-support.ts';
import { companyDirectory } from './company-directory.test-support.ts';
import { documents } from './documents.test-support.ts';
import { deviations } from './endpoint.test-support.ts';

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
    items = await itemsOf(stage);
  });
  after(() => stage[Symbol.asyncDispose]());

  for (const endpoint of [...companiesAndProjects, ...companyDirectory, ...documents])
    it(`GET ${endpoint.path}`, async () => {
      const found = { ...places, ...(documents.includes(endpoint) ? items : {}) };
      const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => String(found[name]));
      const headers = { 'procore-company-id': String(stage.companyId) };
      const { status, body } = await stage.admin.call<unknown>('GET', path, undefined, headers);
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(deviations(endpoint, body), []);
    });
});

/** A folder that holds a file, the file, and its version. */
async function itemsOf(stage: CompanyStage): Promise<Readonly<Record<string, number>>> {
  const project = stage.projectId('Harbor Tower');
  const read = async <Body>(path: string): Promise<Body> => {
    const headers = { 'procore-company-id': String(stage.companyId) };
    const { status, body } = await stage.admin.call<Body>('GET', path, undefined, headers);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const files = await read<{ id: number; parent_id: number }[]>(
    `/rest/v1.0/projects/${project}/documents?filters[document_type]=file`,
  );
  const [file] = files;
  assert.ok(file, 'the project has no file');
  const { file_versions: versions } = await read<{ file_versions: { id: number }[] }>(
    `/rest/v1.0/files/${file.id}?project_id=${project}`,
  );
  const [version] = versions;
  assert.ok(version);
  return { project, folder: file.parent_id, file: file.id, version: version.id };
}
