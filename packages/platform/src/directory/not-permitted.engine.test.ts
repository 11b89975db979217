import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { BulkStatus } from '@gatehouse/wire';
import {
  type CompanyStage,
  manifestOf,
  setCompanyStage,
} from '../installations/company-stage.test-support.ts';

const runsAll = manifestOf(false, { company: { directory: 'Admin' }, project: {} });
const refused = { project_id: ['is not permitted to the app'] };

describe('an app’s own account that runs the company’s Directory', () => {
  let stage: CompanyStage;
  let token: string;
  let jim: number;
  let permitted: number;
  let other: number;
  before(async () => {
    stage = await setCompanyStage();
    permitted = stage.projectId('Harbor Tower');
    const [first] = (await projectIds()).filter((id) => id !== permitted);
    other = first ?? assert.fail();
    const app = await stage.publish('Crew Sync', runsAll);
    await stage.install(app, [permitted]);
    token = await stage.tokenOf(app);
    jim = (await stage.visitor('Jim Carter')).personId;
  });
  after(() => stage[Symbol.asyncDispose]());

  async function projectIds() {
    const path = `/rest/v1.0/projects?company_id=${stage.companyId}`;
    return (await stage.admin.call<{ id: number }[]>('GET', path)).body.map(({ id }) => id);
  }

  async function send<Body>(method: string, path: string, body?: unknown) {
    const response = await fetch(new URL(path, stage.platform.url), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'procore-company-id': String(stage.companyId),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  }

  const team = async () =>
    await stage.platform.house.database.read((tx) =>
      tx
        .selectFrom('project_members')
        .selectAll()
        .where('project_id', '=', other)
        .orderBy('person_id')
        .execute(),
    );
  const rows = () => [
    { user_id: jim, project_id: other },
    { user_id: jim, project_id: permitted },
  ];

  it('puts nobody into a project that it is not permitted in, and takes nobody out', async () => {
    const before = await team();
    for (const action of ['bulk_add', 'bulk_remove', 'bulk_add']) {
      const path = `/rest/v1.1/companies/${stage.companyId}/users/${action}`;
      const { status, body } = await send<{ success: unknown[]; failed: unknown[] }>('POST', path, {
        users: rows(),
      });
      assert.equal(status, 207, JSON.stringify(body));
      assert.deepEqual(body.success, [{ user_id: jim, project_id: permitted }]);
      assert.deepEqual(body.failed, [{ user_id: jim, project_id: other, errors: refused }]);
    }
    assert.deepEqual(await team(), before);
  });

  it('nor after the answer', async () => {
    const before = await team();
    const path = `/rest/v2.0/companies/${stage.companyId}/users`;
    const begun = await send<BulkStatus>('POST', `${path}/bulk_add`, { users: rows() });
    assert.equal(begun.status, 202, JSON.stringify(begun.body));
    for (;;) {
      const { body } = await send<BulkStatus>('GET', `${path}/bulk_status/${begun.body.data.id}`);
      if (body.data.status !== 'complete') await wait(50);
      else {
        assert.deepEqual(
          body.data.failed.map(({ project_id, errors }) => [project_id, errors]),
          [[String(other), refused]],
        );
        break;
      }
    }
    assert.deepEqual(await team(), before);
  });

  it('and keeps no template there', async () => {
    const made = await send('POST', `/rest/v1.0/companies/${stage.companyId}/permission_templates`, {
      permission_template: { name: 'Here', type: 'project_specific', project_id: other },
    });
    assert.deepEqual([made.status, made.body], [422, { errors: refused }]);
  });
});
