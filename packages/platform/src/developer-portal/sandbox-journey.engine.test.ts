import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AppVersionPromoted } from '@gatehouse/wire';
import { type PortalStage, registered, saved, setPortalStage } from './portal-stage.test-support.ts';

let stage: PortalStage;
before(async () => {
  stage = await setPortalStage();
});
after(() => stage[Symbol.asyncDispose]());

test('an app is tried in its sandbox first, promoted, and only then reaches a production company', async () => {
  const owner = await stage.newcomer('Owner');
  const ana = await stage.visitor('Ana Torres');
  const { app, credentials, path } = await registered(owner);
  const version = await saved(owner, path, '1.0.0');
  const sandboxId = app.sandbox_company?.id ?? 0;
  const ridgeline = stage.platform.demo.companies.find(({ name }) => name === 'Ridgeline Construction');
  const productionId = ridgeline?.id ?? 0;
  const [permitted, other] = ridgeline?.projects ?? [];

  const projects = await owner.call<{ id: number; name: string }[]>(
    'GET',
    `/rest/v1.0/projects?company_id=${sandboxId}`,
  );
  const test_ = projects.body.find(({ name }) => name === 'Sandbox Test Project');
  const install = (by: typeof owner, companyId: number, version_key: string, projectId = 0) =>
    by.call('POST', `/manage/v1/companies/${companyId}/installations`, {
      version_key,
      permitted_project_ids: [projectId],
    });
  const tried = await install(owner, sandboxId, version.sandbox_key, test_?.id);
  assert.equal(tried.status, 201, JSON.stringify(tried.body));
  assert.deepEqual(await reached(credentials, sandboxId), [test_?.id]);
  assert.notEqual((await install(ana, productionId, version.sandbox_key, permitted?.id)).status, 201);
  assert.equal(await reached(credentials, productionId), 403);

  const promoted = await owner.call<AppVersionPromoted>('POST', `${path}/versions/${version.id}/promote`, {
    release_notes: 'First.',
  });
  const { credentials: production, version: released } = promoted.body;
  assert.ok(production);
  assert.equal(await reached(production, productionId), 403, 'not installed yet');
  const installed = await install(ana, productionId, released.production_key ?? '', permitted?.id);
  assert.equal(installed.status, 201, JSON.stringify(installed.body));
  assert.deepEqual(await reached(production, productionId), [permitted?.id]);
  assert.equal(await listed(production, productionId, permitted?.id), 200);
  assert.equal(await listed(production, productionId, other?.id), 403);
  assert.equal(await reached(production, sandboxId), 403);
  assert.equal(await reached(credentials, productionId), 403);
});

interface Credentials {
  readonly client_id: string;
  readonly client_secret: string;
}

/** The projects the app itself sees in a company, or the status that refused it. */
async function reached(credentials: Credentials, companyId: number): Promise<number | number[]> {
  const response = await asApp(credentials, companyId, `/rest/v1.0/projects?company_id=${companyId}`);
  if (!response.ok) return response.status;
  return ((await response.json()) as { id: number }[]).map(({ id }) => id);
}

async function listed(credentials: Credentials, companyId: number, projectId = 0): Promise<number> {
  return (await asApp(credentials, companyId, `/rest/v1.0/folders?project_id=${projectId}`)).status;
}

async function asApp(credentials: Credentials, companyId: number, path: string): Promise<Response> {
  const { client_id, client_secret } = credentials;
  const bought = await stage.token({ grant_type: 'client_credentials', client_id, client_secret });
  return await fetch(new URL(path, stage.platform.url), {
    headers: {
      authorization: `Bearer ${String(bought.body.access_token)}`,
      'procore-company-id': String(companyId),
    },
  });
}
