import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { INVALID_TOKEN, type ServiceAccount, type ServiceAccountCredentials } from '@gatehouse/wire';
import type { Origin } from '../audit/audit.ts';
import {
  type PortalStage,
  setPortalStage,
  type Visitor,
} from '../developer-portal/portal-stage.test-support.ts';
import { changeEmail } from '../directory/change-email.ts';
import { addCompanyMember } from '../directory/members.ts';

const system: Origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null };

describe('a traditional service account', () => {
  let stage: PortalStage;
  let ana: Visitor;
  let companyId: number;
  let harbor: number;
  let mill: number;
  let path: string;
  before(async () => {
    stage = await setPortalStage();
    ana = await stage.visitor('Ana Torres');
    const [company] = stage.platform.demo.companies;
    companyId = company?.id ?? assert.fail();
    const project = (name: string) =>
      company?.projects.find((each) => each.name === name)?.id ?? assert.fail();
    harbor = project('Harbor Tower');
    mill = project('Mill Street School');
    path = `/manage/v1/companies/${companyId}/service_accounts`;
  });
  after(() => stage[Symbol.asyncDispose]());

  async function create(name: string, more: object = {}): Promise<ServiceAccountCredentials> {
    const { status, body } = await ana.call<ServiceAccountCredentials>('POST', path, { name, ...more });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  }

  async function tokenOf(account: { client_id: string; client_secret: string }) {
    return await stage.token({
      grant_type: 'client_credentials',
      client_id: account.client_id,
      client_secret: account.client_secret,
    });
  }

  async function bearerOf(account: { client_id: string; client_secret: string }): Promise<string> {
    const { status, body } = await tokenOf(account);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.refresh_token, undefined);
    return String(body.access_token);
  }

  const folders = (token: string, projectId: number | null, company = companyId) =>
    fetch(
      new URL(
        projectId === null
          ? `/rest/v1.0/companies/${company}/folders`
          : `/rest/v1.0/folders?project_id=${projectId}`,
        stage.platform.url,
      ),
      { headers: { authorization: `Bearer ${token}`, 'procore-company-id': String(company) } },
    );

  const show = async (id: number) => (await ana.call<ServiceAccount>('GET', `${path}/${id}`)).body;

  const configure = (id: number, permissions: object) =>
    ana.call<ServiceAccount>('PUT', `${path}/${id}/permissions`, permissions);

  const readsHarbor = () => ({
    company: { directory: 'Read Only' },
    projects: { [harbor]: { documents: 'Read Only' } },
  });

  it('begins with None everywhere, and its secret is shown once', async () => {
    const made = await create('ERP export');
    const { service_account: account, client_secret: secret } = made;
    assert.deepEqual(account.permissions, { company: {}, projects: [] });
    assert.match(account.contact.email, /^[0-9a-f]{24}@service-accounts\.invalid$/);
    assert.deepEqual([account.state, account.reason, account.kind], ['active', null, 'traditional']);
    const token = await bearerOf(made);
    assert.equal((await folders(token, null)).status, 403);
    assert.equal((await folders(token, harbor)).status, 403);
    const listed = await ana.call('GET', path);
    const shown = await ana.call('GET', `${path}/${account.id}`);
    for (const text of [JSON.stringify(listed.body), JSON.stringify(shown.body), stage.platform.logs()])
      assert.equal(text.includes(secret), false);
    assert.equal(listed.headers.get('total'), String((listed.body.service_accounts as unknown[]).length));
  });

  it('may do what is written down for it from the next call on, in its own company alone', async () => {
    const made = await create('Nightly copy');
    const token = await bearerOf(made);
    const { status, body } = await configure(made.service_account.id, readsHarbor());
    assert.equal(status, 200);
    assert.deepEqual(body.permissions.company, { directory: 'Read Only' });
    assert.deepEqual(body.permissions.projects, [
      { id: harbor, name: 'Harbor Tower', tools: { documents: 'Read Only' } },
    ]);
    assert.equal((await folders(token, harbor)).status, 200);
    assert.equal((await folders(token, mill)).status, 403);
    assert.equal((await folders(token, null)).status, 403);
    const cascade = stage.platform.demo.companies.find(({ name }) => name === 'Cascade Builders');
    assert.equal((await folders(token, null, cascade?.id)).status, 404);
    await configure(made.service_account.id, {});
    assert.equal((await folders(token, harbor)).status, 403);
  });

  it('is given nothing while any part of its permissions is wrong, and each part is named', async () => {
    const { service_account: account } = await create('Wrong');
    const strange = stage.platform.demo.companies[1]?.projects[0]?.id ?? assert.fail();
    const wrong = await configure(account.id, {
      company: { documents: 'Everything', kitchen: 'Admin' },
      projects: { [harbor]: { documents: 'standard' }, everywhere: {} },
    });
    assert.equal(wrong.status, 422);
    assert.deepEqual(
      Object.keys((wrong.body as unknown as { errors: object }).errors).sort(),
      ['company.documents', 'company.kitchen', 'projects.everywhere', `projects.${harbor}.documents`].sort(),
    );
    const foreign = await configure(account.id, { projects: { [strange]: { documents: 'Admin' } } });
    assert.equal(foreign.status, 422);
    assert.deepEqual((await show(account.id)).permissions, { company: {}, projects: [] });
  });

  it('regenerated, has a new secret, no permission, and no token that lives', async () => {
    const made = await create('Regenerated');
    const { id } = made.service_account;
    await configure(id, readsHarbor());
    const old = await bearerOf(made);
    assert.equal((await folders(old, harbor)).status, 200);
    const again = await ana.call<ServiceAccountCredentials>('POST', `${path}/${id}/regenerate`);
    assert.equal(again.status, 200);
    const refused = await folders(old, harbor);
    assert.equal(refused.status, 401);
    assert.deepEqual(await refused.json(), { errors: [INVALID_TOKEN] });
    assert.deepEqual((await tokenOf(made)).body.error, 'invalid_client');
    const fresh = await bearerOf(again.body);
    assert.equal((await folders(fresh, harbor)).status, 403);
    assert.deepEqual(again.body.service_account.permissions, { company: {}, projects: [] });
    await configure(id, readsHarbor());
    assert.equal((await folders(fresh, harbor)).status, 200);
  });

  it('deleted, is gone from the list and from the token endpoint, and takes no further step', async () => {
    const made = await create('Deleted');
    const { id } = made.service_account;
    const token = await bearerOf(made);
    assert.equal((await ana.call('DELETE', `${path}/${id}`)).status, 204);
    assert.equal((await folders(token, null)).status, 401);
    assert.equal((await tokenOf(made)).status, 401);
    const { body } = await ana.call<{ service_accounts: ServiceAccount[] }>('GET', path);
    assert.equal(
      body.service_accounts.some((each) => each.id === id),
      false,
    );
    const shown = await show(id);
    assert.deepEqual([shown.state, shown.reason], ['deleted', 'deleted']);
    const again = await ana.call('POST', `${path}/${id}/regenerate`);
    assert.equal(again.status, 409);
    assert.deepEqual([again.body.state, again.body.allowed], ['deleted', []]);
  });

  it('ceases for good when its contact gets another address, and its owner is told why', async () => {
    const made = await create('Readdressed', { owner_id: ana.personId });
    const { id, contact } = made.service_account;
    await configure(id, readsHarbor());
    const token = await bearerOf(made);
    const { house } = stage.platform;
    const same = await house.database.write((tx) =>
      changeEmail(house, tx, system, companyId, contact.id, contact.email.toUpperCase()),
    );
    assert.equal(same, 'unchanged');
    assert.equal((await folders(token, harbor)).status, 200);
    const changed = await house.database.write((tx) =>
      changeEmail(house, tx, system, companyId, contact.id, 'somebody@ridgeline.example'),
    );
    assert.equal(changed, 'changed');
    assert.equal((await folders(token, harbor)).status, 401);
    assert.equal((await tokenOf(made)).body.error, 'invalid_client');
    const shown = await show(id);
    assert.deepEqual([shown.state, shown.reason], ['ceased', 'email_changed']);
    for (const step of ['regenerate', 'permissions'] as const) {
      const method = step === 'permissions' ? 'PUT' : 'POST';
      const refused = await ana.call(method, `${path}/${id}/${step}`, {});
      assert.deepEqual(
        [refused.status, refused.body.state, refused.body.allowed],
        [409, 'ceased', ['delete']],
      );
    }
    const [notice] = await stage.noticesOf(ana);
    assert.equal(notice?.kind, 'service_account.ceased');
    assert.deepEqual(
      [notice.data.service_account_id, notice.data.reason, notice.data.name],
      [id, 'email_changed', 'Readdressed'],
    );
  });

  it('ceases for good when its contact is put into another company’s directory', async () => {
    const made = await create('Lent');
    const { id, contact } = made.service_account;
    const token = await bearerOf(made);
    const { house } = stage.platform;
    const other = stage.platform.demo.companies[1]?.id ?? assert.fail();
    await house.database.write((tx) =>
      addCompanyMember(house, tx, system, companyId, { personId: contact.id }),
    );
    assert.equal((await show(id)).state, 'active');
    await house.database.write((tx) => addCompanyMember(house, tx, system, other, { personId: contact.id }));
    for (const company of [companyId, other])
      assert.equal((await folders(token, null, company)).status, 401, `company ${company}`);
    assert.deepEqual(
      [(await show(id)).state, (await show(id)).reason],
      ['ceased', 'added_to_another_company'],
    );
  });

  it('expires at its time: no token any more, and those it has are dead', async () => {
    const at = (milliseconds: number) => new Date(stage.platform.clock.now() + milliseconds).toISOString();
    const past = await ana.call('POST', path, { name: 'Late', expires_at: at(-1000) });
    assert.equal(past.status, 422);
    assert.equal((await ana.call('POST', path, { name: 'Late', expires_at: 'soon' })).status, 422);
    const made = await create('Temporary', { expires_at: at(600_000) });
    assert.deepEqual(
      made.service_account.hints.map(({ kind }) => kind),
      ['expiring'],
    );
    const token = await bearerOf(made);
    stage.platform.clock.advance(600_000);
    assert.equal(await ana.prove(), 303);
    assert.equal((await folders(token, null)).status, 401);
    const info = await fetch(new URL('/oauth/token/info', stage.platform.url), {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(info.status, 401);
    assert.equal((await tokenOf(made)).body.error, 'invalid_client');
    const shown = await show(made.service_account.id);
    assert.deepEqual([shown.state, shown.reason, shown.hints], ['expired', 'expired', []]);
  });

  it('is nobody’s business but the company admins’', async () => {
    const { service_account: account, ...credentials } = await create('Private');
    const jim = await stage.visitor('Jim Carter');
    for (const [method, target] of [
      ['GET', path],
      ['POST', path],
      ['GET', `${path}/${account.id}`],
      ['PUT', `${path}/${account.id}/permissions`],
      ['POST', `${path}/${account.id}/regenerate`],
      ['DELETE', `${path}/${account.id}`],
    ] as const) {
      const { status } = await jim.call(method, target, method === 'GET' ? undefined : { name: 'x' });
      assert.ok(status === 403 || status === 404, `${method} ${target}: ${status}`);
    }
    // Not even with Admin on everything does an account administer accounts: that is for people.
    await configure(account.id, { company: { admin: 'Admin', directory: 'Admin' } });
    const token = await bearerOf(credentials);
    const response = await fetch(new URL(path, stage.platform.url), {
      headers: { authorization: `Bearer ${token}`, 'procore-company-id': String(companyId) },
    });
    assert.equal(response.status, 401);
    const owner = await ana.call('POST', path, { name: 'Owned', owner_id: account.contact.id });
    assert.equal(owner.status, 422);
  });

  it('writes an audit event for each step, in the company it belongs to', async () => {
    const { service_account: account } = await create('Audited');
    await configure(account.id, readsHarbor());
    await ana.call('POST', `${path}/${account.id}/regenerate`);
    await ana.call('DELETE', `${path}/${account.id}`);
    const events = await stage.platform.house.database.read((tx) =>
      tx
        .selectFrom('audit_events')
        .select(['event', 'actor_id', 'company_id'])
        .where('subject', '=', `service_account:${account.id}`)
        .orderBy('id')
        .execute(),
    );
    assert.deepEqual(
      events.map(({ event }) => event),
      [
        'service_account.created',
        'service_account.permissions_changed',
        'service_account.secret_regenerated',
        'service_account.deleted',
      ],
    );
    for (const event of events)
      assert.deepEqual([event.actor_id, event.company_id], [String(ana.personId), companyId]);
  });
});
