import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type PortalStage,
  setPortalStage,
  type Visitor,
} from '../developer-portal/portal-stage.test-support.ts';
import { setCompanyLevel } from '../directory/tool-levels.ts';

interface Hook {
  readonly id: number;
  readonly destination_url: string;
}

describe('a hook that somebody of the company made, seen by its Admin', () => {
  let stage: PortalStage;
  let admin: Visitor;
  let maker: Visitor;
  let companyId: number;
  let id: number;
  before(async () => {
    stage = await setPortalStage();
    const { house, demo } = stage.platform;
    companyId = demo.companies.find(({ environment }) => environment === 'production')?.id ?? 0;
    [admin, maker] = [await stage.visitor('Ana Torres'), await stage.visitor('Jim Carter')];
    const origin = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;
    await house.database.write((tx) =>
      setCompanyLevel(house, tx, origin, companyId, {
        personId: maker.personId,
        tool: 'admin',
        level: 'Standard',
      }),
    );
    const made = await maker.call<Hook>('POST', `${base()}`, {
      company_id: companyId,
      hook: { api_version: 'v2.0', destination_url: 'https://hooks.example/jim' },
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    ({ id } = made.body);
  });
  after(() => stage[Symbol.asyncDispose]());

  const base = () => '/rest/v1.0/webhooks/hooks';
  const scope = () => `?company_id=${companyId}`;

  it('is listed with what it is told of, for they answer for where changes go', async () => {
    const listed = await admin.call<Hook[]>('GET', `${base()}${scope()}`);
    assert.deepEqual(
      listed.body.map((each) => each.id),
      [id],
    );
    assert.equal((await admin.call('GET', `${base()}/${id}/triggers${scope()}`)).status, 200);
  });

  it('is not read by them: what it was told its maker may know, and they perhaps not', async () => {
    const path = `${base()}/${id}/deliveries${scope()}`;
    assert.equal((await maker.call('GET', path)).status, 200);
    assert.equal((await admin.call('GET', path)).status, 403);
  });

  it('is not led elsewhere by them, nor told of more', async () => {
    for (const hook of [
      { destination_url: 'https://hooks.example/ana' },
      { destination_headers: { Authorization: 'Bearer x' } },
      { status: 'active' },
      { status: 'disabled', destination_url: 'https://hooks.example/ana' },
    ])
      assert.equal((await admin.call('PATCH', `${base()}/${id}${scope()}`, { hook })).status, 403);
    const trigger = { resource_name: 'Company Files', event_type: 'create' };
    assert.equal((await admin.call('POST', `${base()}/${id}/triggers${scope()}`, { trigger })).status, 403);
    const triggers = `${base()}/${id}/triggers/bulk${scope()}`;
    assert.equal((await admin.call('POST', triggers, { triggers: [trigger] })).status, 403);
    assert.equal((await admin.call('DELETE', triggers, { triggers: [1] })).status, 403);
    const own = await maker.call<Hook[]>('GET', `${base()}${scope()}`);
    assert.equal(own.body[0]?.destination_url, 'https://hooks.example/jim');
  });

  it('is silenced and removed by them', async () => {
    const v2 = `/rest/v2.0/companies/${companyId}/webhooks/hooks/${id}`;
    const silenced = await admin.call<{ data: { status: string } }>('PATCH', v2, { status: 'disabled' });
    assert.deepEqual([silenced.status, silenced.body.data.status], [200, 'disabled']);
    assert.equal((await admin.call('DELETE', `${base()}/${id}${scope()}`)).status, 200);
    assert.deepEqual((await maker.call<Hook[]>('GET', `${base()}${scope()}`)).body, []);
  });
});
