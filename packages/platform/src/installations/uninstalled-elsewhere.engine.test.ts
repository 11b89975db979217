import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { record } from '../audit/audit.ts';
import { openReceiver, type Receiver, until } from '../events/receiver.test-support.ts';
import { insertHook } from '../webhooks/hook-store.ts';
import { insertTrigger } from '../webhooks/trigger-store.ts';
import { type CompanyStage, type PublishedApp, setCompanyStage } from './company-stage.test-support.ts';

const origin = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;

describe('an app that one of its companies uninstalls', () => {
  let stage: CompanyStage;
  let receiver: Receiver;
  let app: PublishedApp;
  let installationId: number;
  let jim: string;
  let own: string;
  const hooks = new Map<number, number>();
  before(async () => {
    stage = await setCompanyStage({ eventsToPrivateAddresses: true });
    receiver = await openReceiver();
    app = await stage.publish('Two companies');
    installationId = (await stage.install(app, [])).id;
    own = await stage.tokenOf(app);
    // Jim is in both, and his Allow installs it in the other.
    jim = (await stage.allow(app, 'Jim Carter')).accessToken;
    const { personId } = await stage.visitor('Jim Carter');
    await stage.platform.house.database.write(async (tx) => {
      for (const companyId of [stage.companyId, stage.otherCompanyId]) {
        const hook = await insertHook(tx, companyId, {
          project_id: null,
          person_id: personId,
          client_id: app.clientId,
          api_version: 'v2',
          namespace: 'two',
          url: `${receiver.url}/${companyId}`,
          authorization_sealed: null,
          created_at: 1,
          updated_at: 1,
          disabled_at: null,
        });
        await insertTrigger(tx, companyId, hook, { personId, resource: 'Projects', type: 'update', at: 1 });
        hooks.set(companyId, hook);
      }
    });
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
  });

  const reaches = async (token: string, companyId: number) =>
    (await stage.rest(token, `/rest/v1.0/projects?company_id=${companyId}`)).status;

  /** How often each company's hook was queued, once a change in both has been told to whom it concerns. */
  async function toldOfChange(): Promise<readonly number[]> {
    const { house, demo } = stage.platform;
    const companies = [stage.companyId, stage.otherCompanyId];
    await house.database.write(async (tx) => {
      for (const companyId of companies) {
        const project = demo.companies.find(({ id }) => id === companyId)?.projects[0]?.id;
        const subject = `project:${project}`;
        await record(house, tx, origin, { event: 'project.changed', companyId, subject, details: {} });
      }
    });
    const waiting = () =>
      house.database.read(async (tx) => {
        const rows = await tx
          .selectFrom('resource_events')
          .select('id')
          .where('told_at', 'is', null)
          .execute();
        return rows.length;
      });
    await until(async () => (await waiting()) === 0, 'the change to be told');
    const rows = await house.database.read((tx) =>
      tx.selectFrom('webhook_deliveries').select(['hook_id']).execute(),
    );
    return companies.map((id) => rows.filter(({ hook_id }) => hook_id === hooks.get(id)).length);
  }

  it('loses tokens and webhooks there alone, and lives on in the others', async () => {
    assert.deepEqual(
      [await reaches(jim, stage.companyId), await reaches(jim, stage.otherCompanyId)],
      [200, 200],
    );
    assert.equal(await reaches(own, stage.companyId), 200);
    assert.deepEqual(await toldOfChange(), [1, 1]);
    await until(() => receiver.received.length === 2, 'what was told before it');
    const gone = await stage.admin.call(
      'POST',
      `${stage.base}/installations/${installationId}/uninstall`,
      {},
    );
    assert.equal(gone.status, 200);
    assert.deepEqual(
      [await reaches(jim, stage.companyId), await reaches(jim, stage.otherCompanyId)],
      [403, 200],
    );
    assert.equal(await reaches(own, stage.companyId), 403);
    assert.deepEqual(await toldOfChange(), [1, 2]);
    await until(() => receiver.received.length === 3, 'what was told after it');
  });

  it('comes back by an admin alone: an Allow, old or new, brings nothing back', async () => {
    const again = (await stage.allow(app, 'Jim Carter')).accessToken;
    for (const token of [jim, again]) assert.equal(await reaches(token, stage.companyId), 403);
    const back = await stage.admin.call('POST', `${stage.base}/installations/${installationId}/reinstall`, {
      permitted_project_ids: [],
    });
    assert.equal(back.status, 200);
    assert.equal(await stage.audited('app.reinstalled', app.id), 1);
    for (const token of [jim, again]) assert.equal(await reaches(token, stage.companyId), 200);
    assert.deepEqual(await toldOfChange(), [2, 3]);
  });
});
