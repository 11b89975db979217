import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type PortalStage,
  registered,
  setPortalStage,
  type Visitor,
} from '../developer-portal/portal-stage.test-support.ts';
import { confirmByMail, newestMailTo } from '../testing/mail-links.ts';
import { hiddenField } from '../testing/sign-in-by-form.ts';

interface Item {
  readonly id: number;
  readonly [field: string]: unknown;
}

describe('somebody who has an account, whom a stranger names in a company of their own', () => {
  let stage: PortalStage;
  let stranger: Visitor;
  let owner: Visitor;
  let company: string;
  let users: string;
  before(async () => {
    stage = await setPortalStage();
    stranger = await stage.newcomer('Stranger');
    owner = await stage.newcomer('Owner');
    const { app } = await registered(stranger, 'Bait');
    company = `/rest/v1.0/companies/${app.sandbox_company?.id}`;
    users = `${company}/users`;
    const user = { first_name: 'O', last_name: 'W', email_address: owner.email };
    const { status, body } = await stranger.call<Item>('POST', users, { user });
    assert.deepEqual([status, body.id], [201, owner.personId]);
  });
  after(() => stage[Symbol.asyncDispose]());

  const companiesOf = async (visitor: Visitor) =>
    (await visitor.call<Item[]>('GET', '/rest/v1.0/companies')).body.map(({ id }) => id);
  const seize = () =>
    stranger.call('PATCH', `${users}/${owner.personId}`, { user: { email_address: 'mine@evil.example' } });
  const mailTo = async (visitor: Visitor) => {
    const { body } = await stranger.call<Item[]>('GET', `${company}/documents?filters[document_type]=file`);
    return await stranger.call('POST', `${company}/files/${body[0]?.id}/send_email`, {
      distribution_ids: [visitor.personId],
      subject: 'Your account is locked',
      body: 'Sign in at https://evil.example within an hour.',
    });
  };
  const browse = async (visitor: Visitor | undefined, path: string, form?: Record<string, string>) => {
    const response = await fetch(new URL(path, stage.platform.url), {
      redirect: 'manual',
      headers: visitor?.headers() ?? {},
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    return {
      status: response.status,
      location: response.headers.get('location'),
      text: await response.text(),
    };
  };

  const takesAddress = async (visitor: Visitor, email: string) => {
    await visitor.prove();
    const send = async (path: string, fields: Record<string, string> = {}) => {
      const csrf = hiddenField((await browse(visitor, '/prove-it-is-you')).text, 'csrf');
      return await browse(visitor, path, { csrf, ...fields });
    };
    assert.equal((await send('/email', { email })).location, '/email?done=sent');
    const { pathname } = new URL((await newestMailTo(stage.platform, email)).link);
    assert.equal((await send(pathname)).location, '/email?done=changed');
  };

  it('is not in it, keeps their address and their sessions, and gets no mail in the stranger’s words', async () => {
    assert.deepEqual(await companiesOf(owner), []);
    const nobody = await stage.newcomer('Nobody');
    const requests = `/rest/v1.0/installation_requests?company_id=${company.split('/').at(-1)}&developer_app_id=1`;
    for (const path of [users, requests]) {
      const [named, unknown] = [await owner.call('GET', path), await nobody.call('GET', path)];
      assert.deepEqual([named.status, named.body], [unknown.status, unknown.body]);
    }
    assert.equal((await seize()).status, 200, 'as for whoever has no account');
    const moved = await confirmByMail(stage.platform, 'mine@evil.example');
    assert.equal(moved, 410, 'the account is not theirs to move');
    const user = { email_address: owner.email };
    assert.equal((await stranger.call('PATCH', `${users}/${owner.personId}`, { user })).status, 200);
    assert.equal((await mailTo(owner)).status, 422);
    await stranger.prove();
    const manage = company.replace('/rest/v1.0', '/manage/v1');
    assert.equal((await stranger.call('DELETE', `${manage}/people/${owner.personId}/sessions`)).status, 422);
    assert.equal((await owner.call('GET', '/manage/v1/session')).status, 200);
  });

  it('is called in every list as the stranger calls them, never by what they call themselves', async () => {
    const manage = company.replace('/rest/v1.0', '/manage/v1');
    const group = await stranger.call<Item>('POST', `${manage}/groups`, { group: { name: 'Named' } });
    const folder = await stranger.call<Item>('POST', `${company}/folders`, { folder: { name: 'Bait' } });
    const people = { person_ids: [owner.personId] };
    assert.equal((await owner.call('PATCH', '/manage/v1/session', { locale: 'es' })).status, 200);
    const access = { private: true, ...people, group_ids: [] };
    const members = `${manage}/groups/${group.body.id}/members`;
    assert.equal((await stranger.call('PUT', members, people)).status, 200);
    const lists = [
      await stranger.call('GET', members),
      await stranger.call('GET', `${manage}/permissions`),
      await stranger.call('PUT', `${company}/folders/${folder.body.id}/access`, { access }),
      await stranger.call('PUT', `${company}/folders/${folder.body.id}/trackers`, { trackers: people }),
      await stranger.call('GET', `${users}/${owner.personId}`),
    ];
    assert.equal(lists.at(-1)?.body.locale, null);
    for (const { status, body } of lists) {
      assert.deepEqual([status, /O W/.test(JSON.stringify(body))], [200, true], JSON.stringify(body));
      assert.doesNotMatch(JSON.stringify(body), /"Owner"/);
    }
  });

  it('is in no list under an address that they took since, and is asked there by nobody who had the old one', async () => {
    const mover = await stage.newcomer('Mover');
    const user = { first_name: 'M', last_name: 'V', email_address: mover.email };
    assert.equal((await stranger.call('POST', users, { user })).status, 201);
    const folder = await stranger.call<Item>('POST', `${company}/folders`, { folder: { name: 'Moved' } });
    const trackers = { person_ids: [mover.personId] };
    const track = `${company}/folders/${folder.body.id}/trackers`;
    assert.equal((await stranger.call('PUT', track, { trackers })).status, 200);
    await takesAddress(mover, 'mover@secret.example');
    assert.equal((await stranger.call('PATCH', `${users}/${mover.personId}/invite`)).status, 404);
    for (const path of [users, `${users}/inactive`, `${company}/people`, track])
      assert.doesNotMatch(JSON.stringify((await stranger.call('GET', path)).body), /secret\.example/, path);
    assert.equal((await stranger.call('PATCH', `${users}/inactive/${mover.personId}`)).status, 404);
    const again = await stranger.call<Item>('POST', users, { user });
    assert.equal(again.status, 201);
    assert.notEqual(again.body.id, mover.personId);
  });

  it('joins by an invitation, signed in, and the account stays theirs alone', async () => {
    assert.equal((await stranger.call('PATCH', `${users}/${owner.personId}/invite`)).status, 202);
    const mail = await newestMailTo(stage.platform, owner.email);
    assert.equal(mail.kind, 'directory.joining');
    const path = new URL(mail.link).pathname;
    const unknown = await browse(undefined, path);
    assert.match(`${unknown.status} ${unknown.location}`, /^303 \/sign-in\?return_to=/);
    const other = await browse(stranger, path);
    assert.doesNotMatch(other.text, /<form method="post" action="\/invitation/);
    const { text } = await browse(owner, path);
    const send = (visitor: Visitor) => browse(visitor, path, { csrf: hiddenField(text, 'csrf') });
    assert.equal((await send(stranger)).status, 403);
    assert.deepEqual(await companiesOf(owner), []);
    const joined = await send(owner);
    assert.deepEqual([joined.status, joined.location], [303, '/']);
    assert.equal((await send(owner)).status, 410);
    assert.equal((await companiesOf(owner)).length, 1);
    assert.equal((await mailTo(owner)).status, 204);
    assert.equal((await seize()).status, 422);
  });

  it('is asked again where the stranger switched them off, and joins by that alone', async () => {
    assert.equal(
      (await stranger.call('PATCH', `${users}/${owner.personId}`, { user: { is_active: false } })).status,
      200,
    );
    assert.deepEqual(await companiesOf(owner), []);
    const back = await stranger.call('PATCH', `${users}/inactive/${owner.personId}`);
    assert.equal(back.status, 200, JSON.stringify(back.body));
    assert.deepEqual(await companiesOf(owner), []);
    assert.equal((await mailTo(owner)).status, 422);
    assert.equal((await stranger.call('PATCH', `${users}/${owner.personId}/invite`)).status, 202);
    const path = new URL((await newestMailTo(stage.platform, owner.email)).link).pathname;
    const csrf = hiddenField((await browse(owner, path)).text, 'csrf');
    assert.equal((await browse(owner, path, { csrf })).status, 303);
    assert.equal((await companiesOf(owner)).length, 1);
  });

  it('is asked before they are in the sandbox of an app that they are to build, and again once they have left', async () => {
    const helper = await stage.newcomer('Helper');
    const { app, path } = await registered(stranger, 'Shared');
    const sandbox = `/rest/v1.0/companies/${app.sandbox_company?.id}`;
    const role = { email: helper.email, role: 'admin' };
    assert.equal((await stranger.call('POST', `${path}/collaborators`, role)).status, 201);
    assert.equal((await newestMailTo(stage.platform, helper.email)).kind, 'directory.joining');
    assert.deepEqual(await companiesOf(helper), []);
    assert.equal((await helper.call('GET', path)).status, 404);
    assert.equal((await stranger.call('DELETE', `${path}/collaborators/${helper.personId}`)).status, 204);
    const back = await stranger.call('PATCH', `${sandbox}/users/inactive/${helper.personId}`);
    assert.equal(back.status, 200);
    assert.deepEqual(await companiesOf(helper), []);
    const user = { email_address: 'mine@evil.example' };
    assert.equal((await stranger.call('PATCH', `${sandbox}/users/${helper.personId}`, { user })).status, 200);
    await helper.prove();
    assert.equal((await helper.call('GET', '/manage/v1/session')).body.email, helper.email);
  });

  it('is shown to who builds an app with them by their address, until they join', async () => {
    const [helper, leaver] = [await stage.newcomer('Namely'), await stage.newcomer('Hidden')];
    const { app, path } = await registered(stranger, 'Named after');
    const sandbox = `/rest/v1.0/companies/${app.sandbox_company?.id}/users`;
    const lists = [
      `${path}/collaborators`,
      sandbox,
      `${sandbox.replace('rest/v1.0', 'manage/v1').replace('users', 'invitations')}`,
    ];
    const add = (email: string) =>
      stranger.call<Item>('POST', `${path}/collaborators`, { email, role: 'admin' });
    const shown = async (name: string) => {
      const texts: string[] = [];
      for (const list of lists) texts.push(JSON.stringify((await stranger.call('GET', list)).body));
      return texts.map((text) => text.includes(name));
    };
    await stranger.prove();
    const added = await add(helper.email);
    const person = { id: helper.personId, name: helper.email, email: helper.email };
    assert.deepEqual([added.status, added.body.person], [201, person]);
    assert.deepEqual(await shown('Namely'), [false, false, false]);
    assert.deepEqual(await shown(helper.email), [true, true, true]);
    await stage.joins(helper);
    assert.deepEqual(await shown('Namely'), [true, true, false]);
    assert.equal((await add(leaver.email)).status, 201);
    await takesAddress(leaver, 'elsewhere@secret.example');
    assert.deepEqual(await shown('secret.example'), [false, false, false]);
  });

  it('does not end a service account of theirs by naming its contact', async () => {
    const ana = await stage.visitor('Ana Torres');
    const ridgeline = stage.platform.demo.companies[0];
    const accounts = `/manage/v1/companies/${ridgeline?.id}/service_accounts`;
    const made = await ana.call<{ service_account: { id: number; contact: Item } }>('POST', accounts, {
      name: 'Integration',
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { id, contact } = made.body.service_account;
    const { email } = await stage.platform.house.database.read((tx) =>
      tx.selectFrom('people').select('email').where('id', '=', contact.id).executeTakeFirstOrThrow(),
    );
    const name = (address: string) =>
      stranger.call('POST', users, { user: { first_name: 'x', last_name: 'y', email_address: address } });
    const named = await name(email);
    const unknown = await name('nobody@service-accounts.invalid');
    assert.deepEqual([named.status, named.body], [422, unknown.body]);
    const { body } = await ana.call<Item>('GET', `${accounts}/${id}`);
    assert.equal(body.state, 'active');
  });
});
