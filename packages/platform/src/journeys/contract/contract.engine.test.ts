import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type CompanyStage, setCompanyStage } from '../../installations/company-stage.test-support.ts';
import { companyDirectory } from './company-directory.test-support.ts';
import { deviations } from './endpoint.test-support.ts';

describe('every field that the wire reference lists is there, and of its type', () => {
  let stage: CompanyStage;
  let places: Readonly<Record<string, number>>;
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
  });
  after(() => stage[Symbol.asyncDispose]());

  for (const endpoint of companyDirectory)
    it(`GET ${endpoint.path}`, async () => {
      const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => String(places[name]));
      const headers = { 'procore-company-id': String(stage.companyId) };
      const { status, body } = await stage.admin.call<unknown>('GET', path, undefined, headers);
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(deviations(endpoint, body), []);
    });
});
