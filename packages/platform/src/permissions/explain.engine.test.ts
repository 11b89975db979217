import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Explanation, ServiceAccountCredentials } from '@gatehouse/wire';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import {
  type CompanyStage,
  manifestOf,
  setCompanyStage,
} from '../installations/company-stage.test-support.ts';

let stage: CompanyStage;
let admin: Visitor;
let jim: Visitor;
let harbor: number;
before(async () => {
  stage = await setCompanyStage();
  ({ admin } = stage);
  jim = await stage.visitor('Jim Carter');
  harbor = stage.projectId('Harbor Tower');
});
after(() => stage[Symbol.asyncDispose]());

describe('the explained decision', () => {
  const ask = (query: Record<string, string | number>) =>
    admin.call<Explanation>(
      'GET',
      `${stage.base}/explain?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`,
    );

  it('answers each term, names what is in the way and what would change it', async () => {
    const yes = await ask({ person_id: jim.personId, project_id: harbor });
    assert.equal(yes.body.allowed, true, JSON.stringify(yes.body));
    const no = await ask({ person_id: jim.personId, project_id: harbor, level: 'Admin' });
    const level = no.body.terms.find(({ term }) => term === 'level');
    assert.deepEqual(level, {
      term: 'level',
      holds: false,
      reason: 'level_too_low',
      params: { tool: 'documents', held: 'Standard', needed: 'Admin' },
    });
    assert.deepEqual(
      no.body.remedies.map(({ code }) => code),
      ['raise_level'],
    );
    const bridge = await ask({ person_id: jim.personId, project_id: stage.projectId('North Bridge') });
    assert.ok(bridge.body.remedies.some(({ code }) => code === 'add_to_project'));
    const path = `/rest/v1.0/projects/${harbor}?company_id=${stage.companyId}`;
    const archive = (active: boolean) => admin.call('PATCH', path, { project: { active: !active } });
    assert.equal((await archive(true)).status, 200);
    const about = { person_id: jim.personId, project_id: harbor };
    assert.equal((await ask(about)).body.allowed, true, 'an archived project is read');
    const writes = await ask({ ...about, level: 'Standard' });
    assert.deepEqual(
      writes.body.remedies.map(({ code }) => code),
      ['bring_project_back'],
    );
    assert.equal((await archive(false)).status, 200);
    const hidden = await stage.platform.house.database.read((tx) =>
      tx
        .selectFrom('documents')
        .select('id')
        .where('project_id', '=', harbor)
        .where('name', '=', 'Steel supplier.txt')
        .executeTakeFirstOrThrow(),
    );
    const item = await ask({ person_id: jim.personId, project_id: harbor, document_id: hidden.id });
    const term = item.body.terms.find((each) => each.term === 'item');
    assert.deepEqual(
      [term?.reason, term?.params.name, term?.params.by_default],
      ['item_hidden', 'Contracts', false],
    );
  });

  it('tells of whoever was but named, or has left, nothing of what they allow elsewhere', async () => {
    const app = await stage.publish('Elsewhere');
    await stage.install(app);
    const about = { person_id: jim.personId, client_id: app.clientId };
    const standing = (set: { pending_since?: number | null; removed_at?: number | null }) =>
      stage.platform.house.database.write((tx) =>
        tx
          .updateTable('company_members')
          .set(set)
          .where('company_id', '=', stage.companyId)
          .where('person_id', '=', jim.personId)
          .execute(),
      );
    const absent = [{ pending_since: 1 }, { pending_since: null, removed_at: 1 }];
    const told = async () => {
      const answers: unknown[] = [];
      for (const each of absent) {
        await standing(each);
        answers.push((await ask(about)).body);
      }
      await standing({ pending_since: null, removed_at: null });
      return answers;
    };
    const before = await told();
    await stage.allow(app, 'Jim Carter');
    assert.equal((await ask(about)).body.terms.find(({ term }) => term === 'grant')?.holds, true);
    assert.deepEqual(await told(), before);
  });

  it('names that new items are private in a place, of an item that is so for that, and what to change', async () => {
    const company = { 'procore-company-id': String(stage.companyId) };
    const setDefault = async (on: boolean) => {
      const settings = `/rest/v1.0/documents/settings?project_id=${harbor}`;
      const body = { settings: { private_by_default: on } };
      assert.equal((await admin.call('PATCH', settings, body, company)).status, 200);
    };
    const make = async (folder: { name: string; explicit_permissions?: boolean; parent_id?: number }) => {
      const path = `/rest/v1.0/folders?project_id=${harbor}`;
      const { status, body } = await admin.call<{ id: number }>('POST', path, { folder }, company);
      assert.equal(status, 201, JSON.stringify(body));
      return body.id;
    };
    const item = async (id: number) => {
      const { body } = await ask({ person_id: jim.personId, project_id: harbor, document_id: id });
      return { term: body.terms.find(({ term }) => term === 'item'), remedies: body.remedies };
    };
    const byHand = await make({ name: 'Private by hand', explicit_permissions: true });
    await setDefault(true);
    const byDefault = await make({ name: 'Private by default' });
    const within = await make({ name: 'Within', parent_id: byDefault });
    for (const id of [byDefault, within]) {
      const { term, remedies } = await item(id);
      assert.deepEqual(term?.params, {
        hidden_by: byDefault,
        name: 'Private by default',
        kind: 'folder',
        by_default: true,
      });
      assert.deepEqual(
        remedies.map(({ code }) => code),
        ['name_on_item', 'change_privacy_of_new_items'],
      );
    }
    const hand = await item(byHand);
    assert.equal(hand.term?.params.by_default, false);
    assert.deepEqual(
      hand.remedies.map(({ code }) => code),
      ['name_on_item'],
    );
    await setDefault(false);
    assert.equal(
      (await item(byDefault)).term?.params.by_default,
      false,
      'what is not set any more is not named',
    );
  });

  it('tells what an app may do for somebody: what they let it, where the company has it', async () => {
    const app = await stage.publish('Explained');
    const asked = { person_id: jim.personId, app_id: app.id, project_id: harbor };
    assert.equal((await ask(asked)).status, 404);
    await stage.install(app, [harbor]);
    const failing = async () =>
      (await ask(asked)).body.terms.flatMap(({ term, holds }) => (holds ? [] : [term]));
    assert.ok((await failing()).includes('grant'));
    await stage.allow(app, 'Jim Carter');
    assert.deepEqual(await failing(), []);
    const both = await ask({ ...asked, client_id: app.clientId });
    assert.deepEqual(
      [both.status, Object.keys((both.body as { errors?: object }).errors ?? {})],
      [400, ['app_id']],
    );
    assert.equal((await ask({ app_id: app.id })).status, 400);
  });

  /** What is in the way, and what would change it. */
  const inTheWay = async (query: Record<string, string | number>) => {
    const { status, body } = await ask(query);
    assert.equal(status, 200, JSON.stringify(body));
    const failing = body.terms.flatMap(({ term, holds, reason }) => (holds ? [] : [[term, reason]]));
    assert.equal(body.allowed, failing.length === 0);
    return { failing, remedies: body.remedies.map(({ code }) => code) };
  };
  const nothing = { failing: [], remedies: [] };

  it('tells what the account of an app may do by itself, where the app is permitted and as far as it asked', async () => {
    const levels = { company: {}, project: { documents: 'Read Only' } } as const;
    const app = await stage.publish('By itself', manifestOf(true, levels));
    const asked = { client_id: app.clientId, project_id: harbor };
    assert.equal((await ask(asked)).status, 404, 'of what is not installed a company learns nothing');
    const { id } = await stage.install(app, [harbor]);
    assert.deepEqual(await inTheWay(asked), nothing);
    assert.deepEqual(await inTheWay({ ...asked, level: 'Standard' }), {
      failing: [['level', 'level_too_low']],
      remedies: ['raise_level'],
    });
    const elsewhere = await inTheWay({ ...asked, project_id: stage.projectId('North Bridge') });
    assert.deepEqual(elsewhere.failing[0], ['project', 'project_not_permitted']);
    assert.equal(elsewhere.remedies[0], 'permit_project');
    const step = async (name: string) => {
      const { status } = await admin.call('POST', `${stage.base}/installations/${id}/${name}`, {});
      assert.ok(status < 300, name);
    };
    await step('disconnect');
    assert.deepEqual(await inTheWay(asked), {
      failing: [['app_in_company', 'app_disconnected']],
      remedies: ['reconnect_app'],
    });
    await step('reconnect');
    assert.deepEqual(await inTheWay(asked), nothing);
    // The same as the account itself is answered.
    const folders = `/rest/v1.0/folders?project_id=${harbor}&company_id=${stage.companyId}`;
    const token = await stage.tokenOf(app);
    const answer = await fetch(new URL(folders, stage.platform.url), {
      headers: { authorization: `Bearer ${token}`, 'procore-company-id': String(stage.companyId) },
    });
    assert.equal(answer.status, 200);
  });

  it('tells what a traditional account may do, from nothing to a private item, and that it has ceased', async () => {
    const accounts = `${stage.base}/service_accounts`;
    const made = await admin.call<ServiceAccountCredentials>('POST', accounts, { name: 'Explained' });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { client_id, service_account: account } = made.body;
    const asked = { client_id, project_id: harbor };
    const none = await inTheWay(asked);
    assert.ok(none.remedies.includes('raise_level'), JSON.stringify(none));
    const projects = { [harbor]: { documents: 'Read Only' } };
    const given = await admin.call('PUT', `${accounts}/${account.id}/permissions`, { company: {}, projects });
    assert.equal(given.status, 200, JSON.stringify(given.body));
    assert.deepEqual(await inTheWay(asked), nothing);

    const company = { 'procore-company-id': String(stage.companyId) };
    const documents = `project_id=${harbor}`;
    const folder = { name: 'For machines', explicit_permissions: true };
    const hidden = await admin.call<{ id: number }>(
      'POST',
      `/rest/v1.0/folders?${documents}`,
      { folder },
      company,
    );
    const item = { ...asked, document_id: hidden.body.id };
    assert.deepEqual(await inTheWay(item), {
      failing: [['item', 'item_hidden']],
      remedies: ['name_on_item'],
    });
    const access = { access: { private: true, person_ids: [account.contact.id] } };
    const path = `/rest/v1.0/folders/${hidden.body.id}/access?${documents}`;
    assert.equal((await admin.call('PUT', path, access, company)).status, 200);
    assert.deepEqual(await inTheWay(item), nothing);

    const users = `/rest/v1.0/companies/${stage.companyId}/users/${account.contact.id}`;
    const user = { email_address: 'machine@elsewhere.example' };
    assert.equal((await admin.call('PATCH', users, { user })).status, 200);
    const ceased = await inTheWay(asked);
    assert.deepEqual(ceased.failing[0]?.[1], 'account_ceased', JSON.stringify(ceased));
    assert.ok(ceased.remedies.includes('make_new_account'));
  });

  it('is for company admins, and knows nobody the company has nothing to do with', async () => {
    assert.equal((await jim.call('GET', `${stage.base}/explain?person_id=${jim.personId}`)).status, 403);
    assert.equal((await ask({ person_id: stage.developer.personId })).status, 404);
    assert.equal((await ask({ client_id: 'nobody' })).status, 404);
    assert.equal((await ask({})).status, 400);
  });
});
