import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type Manifest,
  NOT_CONNECTED,
  type ServiceAccount,
  type ServiceAccountCredentials,
} from '@gatehouse/wire';
import type { Origin } from '../audit/audit.ts';
import { changeEmail } from '../directory/change-email.ts';
import { setProjectLevel } from '../directory/tool-levels.ts';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';
import { flushUsage } from '../usage/flush-usage.ts';
import { watchAccounts } from './watch-accounts.ts';

const system: Origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null };
const day = 86_400_000;

const reader: Manifest = {
  components: { user_level: false, service_account: { company: {}, project: { documents: 'Read Only' } } },
  instructions: '',
  post_installation_notes: '',
};

describe('a developer-managed service account', () => {
  let stage: CompanyStage;
  let harbor: number;
  let mill: number;
  before(async () => {
    stage = await setCompanyStage();
    harbor = stage.projectId('Harbor Tower');
    mill = stage.projectId('Mill Street School');
  });
  after(() => stage[Symbol.asyncDispose]());

  const accounts = async () => {
    const path = `${stage.base}/service_accounts`;
    return (await stage.admin.call<{ service_accounts: ServiceAccount[] }>('GET', path)).body
      .service_accounts;
  };
  const accountOf = async (appId: number) => {
    const found = (await accounts()).find(({ app }) => app?.id === appId);
    assert.ok(found);
    return found;
  };
  const folders = async (token: string, projectId: number) => {
    const response = await fetch(new URL(`/rest/v1.0/folders?project_id=${projectId}`, stage.platform.url), {
      headers: { authorization: `Bearer ${token}`, 'procore-company-id': String(stage.companyId) },
    });
    return { status: response.status, body: await response.json() };
  };

  it('is made by installing, with the manifest’s permissions in the permitted projects, and no secret', async () => {
    const app = await stage.publish('Reader', reader);
    const token = await stage.tokenOf(app);
    assert.deepEqual(await folders(token, harbor), { status: 403, body: { errors: [NOT_CONNECTED] } });
    await stage.install(app, [harbor]);
    const account = await accountOf(app.id);
    assert.deepEqual(
      [account.kind, account.state, account.client_id],
      ['developer_managed', 'active', app.clientId],
    );
    assert.deepEqual(account.permissions, {
      company: {},
      projects: [{ id: harbor, name: 'Harbor Tower', tools: { documents: 'Read Only' } }],
    });
    assert.equal((await folders(token, harbor)).status, 200);
    assert.equal((await folders(token, mill)).status, 403);
    for (const [method, step] of [
      ['PUT', '/permissions'],
      ['POST', '/regenerate'],
      ['DELETE', ''],
    ] as const) {
      const path = `${stage.base}/service_accounts/${account.id}${step}`;
      const refused = await stage.admin.call(method, path, method === 'PUT' ? {} : undefined);
      assert.deepEqual([refused.status, refused.body.allowed], [409, []], step);
    }
  });

  it('has no more than was approved, whatever its contact is given behind its back', async () => {
    const app = await stage.publish('Raised', reader);
    await stage.install(app, [harbor]);
    const { contact } = await accountOf(app.id);
    const { house } = stage.platform;
    const level = { personId: contact.id, tool: 'documents', projectId: harbor } as const;
    const set = (name: 'Admin' | 'None') =>
      house.database.write((tx) =>
        setProjectLevel(house, tx, system, stage.companyId, { ...level, level: name }),
      );
    const create = async (name: string) => {
      const response = await fetch(new URL(`/rest/v1.0/folders?project_id=${harbor}`, stage.platform.url), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await stage.tokenOf(app)}`,
          'procore-company-id': String(stage.companyId),
          'content-type': 'application/json',
        },
        body: JSON.stringify({ folder: { name } }),
      });
      return response.status;
    };
    assert.equal(await create('Before'), 403);
    await set('Admin');
    assert.equal(await create('After'), 403);
    assert.equal((await folders(await stage.tokenOf(app), harbor)).status, 200);
    await set('None');
    assert.equal((await folders(await stage.tokenOf(app), harbor)).status, 403);
  });

  it('that ceased stays dead; approving the app anew makes another contact', async () => {
    const app = await stage.publish('Readdressed', reader);
    const installation = await stage.install(app, [harbor]);
    const before = await accountOf(app.id);
    const { house } = stage.platform;
    await house.database.write((tx) =>
      changeEmail(house, tx, system, stage.companyId, before.contact.id, 'reader@ridgeline.example'),
    );
    const token = await stage.tokenOf(app);
    assert.equal((await folders(token, harbor)).status, 401);
    assert.deepEqual(
      [(await accountOf(app.id)).state, (await accountOf(app.id)).reason],
      ['ceased', 'email_changed'],
    );
    const path = `${stage.base}/installations/${installation.id}`;
    assert.equal((await stage.admin.call('POST', `${path}/uninstall`)).status, 200);
    assert.equal((await folders(token, harbor)).status, 401);
    const again = await stage.admin.call('POST', `${path}/reinstall`, { permitted_project_ids: [harbor] });
    assert.equal(again.status, 200, JSON.stringify(again.body));
    assert.equal((await folders(token, harbor)).status, 200);
    const fresh = await accountOf(app.id);
    assert.notEqual(fresh.contact.id, before.contact.id);
    const old = await house.database.read((tx) =>
      tx.selectFrom('people').select('deactivated_at').where('id', '=', before.contact.id).executeTakeFirst(),
    );
    assert.notEqual(old?.deactivated_at, null);
  });

  it('takes over from a traditional one by a guided move: look, install, and an end for the old one', async () => {
    const app = await stage.publish('Successor', reader);
    const path = `${stage.base}/service_accounts`;
    const made = await stage.admin.call<ServiceAccountCredentials>('POST', path, { name: 'Old export' });
    const { id } = made.body.service_account;
    await stage.admin.call('PUT', `${path}/${id}/permissions`, {
      company: { directory: 'Read Only' },
      projects: { [harbor]: { documents: 'Standard' } },
    });
    const key = app.version.production_key ?? assert.fail();
    const look = await stage.admin.call('GET', `${path}/${id}/migration?version_key=${key}`);
    assert.equal(look.status, 200, JSON.stringify(look.body));
    assert.deepEqual(look.body.suggested_project_ids, [harbor]);
    assert.deepEqual(look.body.difference, [
      { scope: 'company', tool: 'directory', from: 'Read Only', to: 'None' },
      { scope: 'project', tool: 'documents', from: 'Standard', to: 'Read Only' },
    ]);
    const strange = await stage.admin.call('POST', `${path}/${id}/migrate`, {
      version_key: 'nonsense',
      permitted_project_ids: [],
    });
    assert.equal(strange.status, 422);
    const deadline = new Date(stage.platform.clock.now() + 3_600_000).toISOString();
    const moved = await stage.admin.call<{ service_account: ServiceAccount }>(
      'POST',
      `${path}/${id}/migrate`,
      {
        version_key: key,
        permitted_project_ids: [harbor],
        old_expires_at: deadline,
      },
    );
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    assert.equal(moved.body.service_account.state, 'active');
    const bought = await stage.token({
      grant_type: 'client_credentials',
      client_id: made.body.client_id,
      client_secret: made.body.client_secret,
    });
    const old = String(bought.body.access_token);
    const fresh = await stage.tokenOf(app);
    assert.deepEqual(
      [(await folders(old, harbor)).status, (await folders(fresh, harbor)).status],
      [200, 200],
    );
    stage.platform.clock.advance(3_600_001);
    assert.deepEqual(
      [(await folders(old, harbor)).status, (await folders(fresh, harbor)).status],
      [401, 200],
    );
  });

  it('that nobody uses for ninety days is told of once, and again only after it was used', async () => {
    // An hour has passed since the developer signed in: what hands out a secret asks again.
    await stage.developer.prove();
    const app = await stage.publish('Sleeper', reader);
    await stage.install(app, [harbor]);
    const { house, clock } = stage.platform;
    const { id } = await accountOf(app.id);
    const told = async () =>
      (await stage.noticesOf(stage.admin)).filter(
        ({ kind, data }) => kind === 'service_account.unused' && data.service_account_id === id,
      ).length;
    await watchAccounts(house);
    assert.equal(await told(), 0);
    clock.advance(90 * day);
    await Promise.all([watchAccounts(house), watchAccounts(house)]);
    assert.equal(await told(), 1);
    assert.equal((await folders(await stage.tokenOf(app), harbor)).status, 200);
    await flushUsage(house);
    await watchAccounts(house);
    assert.equal(await told(), 1);
    clock.advance(90 * day);
    await watchAccounts(house);
    assert.equal(await told(), 2);
  });
});
