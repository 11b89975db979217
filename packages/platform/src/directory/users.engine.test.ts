import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CompanyUser, CompanyUserShow, type PeopleBulk, Person, PersonExtended } from '@gatehouse/wire';
import type { TObject } from 'typebox';
import { Check } from 'typebox/value';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import { insertProvider } from '../identity-providers/identity-provider-store.ts';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';
import { confirmByMail } from '../testing/mail-links.ts';
import { addCompanyMember } from './members.ts';
import { setCompanyLevel } from './tool-levels.ts';

const system = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;

interface User {
  readonly id: number;
  readonly name: string;
  readonly [field: string]: unknown;
}

function shaped(schema: TObject, item: unknown): void {
  assert.ok(Check(schema, item), JSON.stringify(item));
}

describe('the directory of a company', () => {
  let stage: CompanyStage;
  let admin: Visitor;
  let base: string;
  before(async () => {
    stage = await setCompanyStage();
    admin = stage.admin;
    base = `/rest/v1.0/companies/${stage.companyId}`;
  });
  after(() => stage[Symbol.asyncDispose]());

  const level = async (who: Visitor, name: 'None' | 'Read Only' | 'Standard' | 'Admin') => {
    const { house } = stage.platform;
    const change = { personId: who.personId, tool: 'directory', level: name } as const;
    await house.database.write((tx) => setCompanyLevel(house, tx, system, stage.companyId, change));
  };
  const make = async (user: Record<string, unknown>) => {
    const made = await admin.call<User>('POST', `${base}/users`, { user });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return made.body;
  };
  const list = async (query = '', who = admin) =>
    await who.call<User[]>('GET', `/rest/v1.3/companies/${stage.companyId}/users?${query}`);

  it('takes a user in, shows them whole, and lists them in every version', async () => {
    const made = await make({
      first_name: 'Petra',
      last_name: 'Núñez',
      email_address: 'Petra@Ridgeline.example',
      job_title: 'Surveyor',
      business_phone_extension: '12',
      city: 'Boise',
      origin_id: 'hr-1',
      is_employee: true,
    });
    shaped(CompanyUserShow, made);
    assert.deepEqual(
      [made.name, made.email_address, made.initials, made.city, made.business_phone_extension],
      ['Petra Núñez', 'petra@ridgeline.example', 'PN', 'Boise', 12],
    );
    assert.equal(made.add_to_new_projects, false);
    for (const version of ['v1.0', 'v1.1', 'v1.2', 'v1.3']) {
      const path = `/rest/${version}/companies/${stage.companyId}/users`;
      const { status, body, headers } = await admin.call<User[]>('GET', path);
      assert.equal(status, 200);
      assert.equal(headers.get('total'), String(body.length));
      for (const user of body) shaped(CompanyUser, user);
      assert.ok(body.some(({ id }) => id === made.id));
      shaped(CompanyUserShow, (await admin.call('GET', `${path}/${made.id}`)).body);
    }
    assert.deepEqual((await list('view=ids_only&filters[origin_id]=hr-1')).body as unknown as number[], [
      made.id,
    ]);
  });

  it('filters, sorts and pages', async () => {
    const one = await make({ first_name: 'Zoë', last_name: 'Abel', email_address: 'z@list.example' });
    const two = await make({ first_name: 'Adam', last_name: 'Zorn', email_address: 'a@list.example' });
    const ids = async (query: string) => (await list(query)).body.map(({ id }) => id);
    assert.deepEqual(await ids('filters[search]=list.example&sort=name'), [two.id, one.id]);
    assert.deepEqual(await ids('filters[search]=LIST.EXAMPLE&sort=-name'), [one.id, two.id]);
    assert.deepEqual(await ids('filters[search]=zoe'), [one.id]);
    assert.deepEqual(await ids('filters[search]=%25'), []);
    assert.deepEqual(await ids(`filters[id][]=${one.id}&filters[id][]=${two.id}&sort=email`), [
      two.id,
      one.id,
    ]);
    assert.deepEqual(await ids(`filters[id]=${one.id}&filters[id]=${two.id}&per_page=1&page=2`), [one.id]);
    assert.deepEqual(await ids(`filters[id]=${one.id}&filters[created_at]="2001-01-01...2001-02-01"`), []);
    assert.deepEqual(await ids(`filters[id]=${one.id}&filters[created_at]=2001-01-01...2101-02-01`), [
      one.id,
    ]);
    assert.deepEqual(await ids(`filters[id]=${one.id}&filters[employee]=False`), [one.id]);
    for (const nobodys of ['[vendor_id]', '[vendor_id][]', '[trade_id][]'])
      assert.deepEqual(await ids(`filters[id]=${one.id}&filters${nobodys}=7`), [], nobodys);
    const projects = `/rest/v1.0/projects/${stage.projectId('Harbor Tower')}/users/${two.id}/actions/add`;
    const company = { 'procore-company-id': String(stage.companyId) };
    assert.equal((await admin.call('POST', projects, undefined, company)).status, 201);
    for (const [sort, order] of [
      ['projects', [one.id, two.id]],
      ['-projects', [two.id, one.id]],
    ] as const)
      assert.deepEqual(await ids(`filters[search]=list.example&sort=${sort}`), order);
    const wrong = await list('filters[updated_at]=yesterday');
    assert.deepEqual([wrong.status, Object.keys(wrong.body as object)], [400, ['errors']]);
  });

  it('a taken address is 409, a wrong one and a taken origin are 422', async () => {
    const taken = { last_name: 'Double', email_address: 'petra@ridgeline.example' };
    assert.equal((await admin.call('POST', `${base}/users`, { user: taken })).status, 409);
    const wrong = await admin.call('POST', `${base}/users`, { user: { ...taken, email_address: 'nobody' } });
    assert.deepEqual(
      [wrong.status, wrong.body],
      [422, { errors: { email_address: ['must be an email address'] } }],
    );
    const origin = { last_name: 'O', email_address: 'o@ridgeline.example', origin_id: 'hr-1' };
    const refused = await admin.call('POST', `${base}/users`, { user: origin });
    assert.deepEqual(
      [refused.status, refused.body],
      [422, { errors: { origin_id: ['has already been taken'] } }],
    );
  });

  it('is_active false alone shuts a person out of the next call; reactivation brings them back', async () => {
    const jim = await stage.visitor('Jim Carter');
    const projects = () => jim.call('GET', `/rest/v1.0/projects?company_id=${stage.companyId}`);
    assert.equal((await projects()).status, 200);
    const path = `/rest/v1.3/companies/${stage.companyId}/users`;
    const off = await admin.call<User>('PATCH', `${path}/${jim.personId}`, { user: { is_active: false } });
    assert.deepEqual([off.status, off.body.is_active], [200, false]);
    assert.equal((await projects()).status, 404);
    const inactive = await admin.call<User[]>('GET', `${path}/inactive?sort=name`);
    assert.deepEqual(
      inactive.body.map(({ id }) => id),
      [jim.personId],
    );
    assert.equal((await list(`filters[id]=${jim.personId}`)).body.length, 0);
    const on = await admin.call<User>('PATCH', `${path}/inactive/${jim.personId}`);
    assert.deepEqual([on.status, on.body.is_active], [200, true]);
    assert.equal((await projects()).status, 200);
    assert.equal((await admin.call('PATCH', `${path}/inactive/${jim.personId}`)).status, 404);
  });

  it('None sees nothing, Read Only reads, Standard writes plain fields, Admin the rest', async () => {
    const who = await stage.visitor('Jim Carter');
    const other = await make({ last_name: 'Subject', email_address: 'subject@ridgeline.example' });
    const one = `${base}/users/${other.id}`;
    await level(who, 'None');
    assert.equal((await list('', who)).status, 403);
    assert.equal((await who.call('GET', one)).status, 404);
    await level(who, 'Read Only');
    assert.equal((await list('', who)).status, 200);
    assert.equal((await who.call('PATCH', one, { user: { city: 'Ely' } })).status, 403);
    await level(who, 'Standard');
    assert.equal((await who.call('PATCH', one, { user: { city: 'Ely' } })).status, 200);
    for (const user of [
      { email_address: 'other@ridgeline.example' },
      { is_active: false },
      { add_to_new_projects: true },
      { company_permission_template_id: 1 },
      { default_permission_template_id: 1 },
    ]) {
      const { status, body } = await who.call('PATCH', one, { user });
      assert.equal(status, 403, JSON.stringify(user));
      assert.ok(Array.isArray(body.errors));
    }
    assert.equal(
      (await who.call('POST', `${base}/users`, { user: { last_name: 'X', email_address: 'x@x.example' } }))
        .status,
      403,
    );
    await level(who, 'Admin');
    assert.equal(
      (await who.call('PATCH', one, { user: { email_address: 'other@ridgeline.example' } })).status,
      200,
    );
    // A Directory Admin who could take over a company admin would be one.
    const boss = `${base}/users/${admin.personId}`;
    assert.equal(
      (await who.call('PATCH', boss, { user: { email_address: 'mine@evil.example' } })).status,
      403,
    );
    assert.equal((await who.call('PATCH', boss, { user: { is_active: false } })).status, 403);
    assert.equal((await admin.call('PATCH', boss, { user: { is_active: false } })).status, 422);
    await level(who, 'None');
  });

  it('an address given to somebody else takes password, second factors, sign-in at a provider, sessions and apps with it', async () => {
    const noah = await stage.newcomer('Noah');
    await make({ last_name: 'Noah', email_address: noah.email });
    assert.equal((await noah.call('GET', '/manage/v1/session')).status, 200);
    await stage.platform.house.database.write(async (tx) => {
      // As if the company had made the account: one that was theirs before is not the company's to change.
      await tx
        .updateTable('company_members')
        .set({ pending_since: null })
        .where('person_id', '=', noah.personId)
        .execute();
      await tx
        .insertInto('totp_secrets')
        .values({ person_id: noah.personId, secret_sealed: 'x', last_step: 1, created_at: 1 })
        .execute();
      const provider = {
        issuer: 'https://a.example',
        client_id: 'x',
        client_secret_sealed: '',
        created_at: 1,
      };
      const provider_id = await insertProvider(tx, stage.companyId, {
        ...provider,
        created_by: admin.personId,
      });
      const person_id = noah.personId;
      await tx
        .insertInto('identities')
        .values({ provider_id, subject: 'noah', person_id, connected_at: 1 })
        .execute();
      // Another company has named the reader of the old address: not whoever reads the new one.
      await addCompanyMember(stage.platform.house, tx, system, stage.otherCompanyId, {
        personId: person_id,
        standing: 'pending',
      });
    });
    const moved = await admin.call('PATCH', `${base}/users/${noah.personId}`, {
      user: { email_address: 'noah.new@ridgeline.example' },
    });
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    assert.equal((await noah.call('GET', '/manage/v1/session')).status, 200, 'not before its reader says so');
    assert.equal(await confirmByMail(stage.platform, 'noah.new@ridgeline.example'), 200);
    assert.equal((await noah.call('GET', '/manage/v1/session')).status, 401);
    const { house } = stage.platform;
    const row = await house.database.read((tx) =>
      tx.selectFrom('people').selectAll().where('id', '=', noah.personId).executeTakeFirstOrThrow(),
    );
    assert.deepEqual([row.email, row.password_hash], ['noah.new@ridgeline.example', null]);
    const kept = await house.database.read((tx) => tx.selectFrom('totp_secrets').selectAll().execute());
    assert.deepEqual(kept, []);
    const known = await house.database.read((tx) => tx.selectFrom('identities').selectAll().execute());
    assert.deepEqual(known, []);
    const knownIn = await house.database.read((tx) =>
      tx.selectFrom('company_members').select('company_id').where('person_id', '=', noah.personId).execute(),
    );
    assert.deepEqual(knownIn, [{ company_id: stage.companyId }]);
    const mails = await house.database.read((tx) =>
      tx.selectFrom('mails').selectAll().where('address', '=', noah.email).execute(),
    );
    assert.deepEqual(mails.map(({ kind }) => kind).sort(), ['directory.email_changed', 'sign_in.new_device']);
  });

  it('nobody waits with their own password at an address that they gave themselves', async () => {
    const own = `${base}/users/${admin.personId}`;
    const victim = { email_address: 'victim@elsewhere.example' };
    assert.equal((await admin.call('PATCH', own, { user: victim })).status, 422);
    const row = { id: admin.personId, ...victim };
    const synced = await admin.call<{ errors: unknown[] }>('PATCH', `${base}/users/sync`, { updates: [row] });
    assert.equal(synced.body.errors.length, 1, JSON.stringify(synced.body));
    assert.equal((await admin.call('PATCH', own, { user: { email_address: admin.email } })).status, 200);
  });

  it('a company admin does not lose their own Admin level by a template of the user', async () => {
    const templates = `${base}/permission_templates`;
    const template = async (name: string, level: number) => {
      const permission_template = { name, type: 'company_tools', user_access_levels: { admin: level } };
      const made = await admin.call<{ id: number }>('POST', templates, { permission_template });
      assert.equal(made.status, 200, JSON.stringify(made.body));
      return made.body.id;
    };
    const [runs, reads, none] = [
      await template('Runs', 4),
      await template('Reads', 2),
      await template('Nothing', 1),
    ];
    const { house } = stage.platform;
    const own = `${base}/users/${admin.personId}`;
    const put = async (id: number | null) =>
      (await admin.call('PATCH', own, { user: { company_permission_template_id: id } })).status;
    assert.equal(await put(none), 200, 'the level by hand stays');
    assert.equal(await put(runs), 200);
    await house.database.write((tx) =>
      tx
        .deleteFrom('company_levels')
        .where('person_id', '=', admin.personId)
        .where('tool', '=', 'admin')
        .execute(),
    );
    assert.deepEqual([await put(none), await put(null), await put(runs)], [422, 422, 200]);
    const keeper = await stage.visitor('Jim Carter');
    await level(keeper, 'Admin');
    const one = await make({ last_name: 'Plain', email_address: 'plain@ridgeline.example' });
    for (const company_permission_template_id of [runs, reads]) {
      const user = { company_permission_template_id };
      assert.equal((await keeper.call('PATCH', `${base}/users/${one.id}`, { user })).status, 403);
    }
    await level(keeper, 'None');
  });

  it('who is in another company too keeps their address and their own name', async () => {
    const olga = await stage.newcomer('Olga');
    const { house } = stage.platform;
    await house.database.write((tx) =>
      addCompanyMember(house, tx, system, stage.otherCompanyId, { personId: olga.personId }),
    );
    const added = await make({ first_name: 'O.', last_name: 'Here', email_address: olga.email });
    assert.deepEqual([added.id, added.name], [olga.personId, 'O. Here']);
    assert.equal((await admin.call('PATCH', `${base}/users/${olga.personId}/invite`)).status, 202);
    await stage.joins(olga);
    const path = `${base}/users/${olga.personId}`;
    const moved = await admin.call('PATCH', path, { user: { email_address: 'mine@evil.example' } });
    assert.equal(moved.status, 422);
    await admin.call('PATCH', path, { user: { last_name: 'Renamed' } });
    const me = await olga.call<User>('GET', '/rest/v1.0/me');
    assert.equal(me.body.name, 'Olga');
  });

  it('a contact is no user, may have no address, and can be switched off', async () => {
    const { status, body } = await admin.call<User>('POST', `${base}/people`, {
      person: { first_name: 'Carl', last_name: 'Contact', employee_id: 'E-7' },
    });
    assert.equal(status, 201, JSON.stringify(body));
    shaped(Person, body);
    assert.deepEqual([body.user_id, body.contact], [null, { is_active: true, email: null }]);
    assert.equal((await admin.call('GET', `${base}/users/${body.id}`)).status, 404);
    const people = await admin.call<User[]>(
      'GET',
      `${base}/people?view=extended&filters[reference_users_only]=true`,
    );
    for (const each of people.body) shaped(PersonExtended, each);
    assert.deepEqual(
      people.body.map(({ id }) => id),
      [body.id],
    );
    const all = await admin.call<User[]>('GET', `${base}/people`);
    for (const each of all.body) shaped(Person, each);
    const changed = await admin.call<User>('PATCH', `${base}/people/${body.id}`, {
      person: { email: 'carl@contacts.example', active: 'False' },
    });
    assert.deepEqual(changed.body.contact, { is_active: false, email: 'carl@contacts.example' });
    const { house } = stage.platform;
    const lost = await house.database.read((tx) =>
      tx.selectFrom('mails').select('id').where('address', 'like', '%.invalid').execute(),
    );
    assert.deepEqual(lost, [], 'whoever had no address is told nothing');
    const inactive = await admin.call<User[]>('GET', `${base}/people/inactive`);
    assert.deepEqual(
      inactive.body.map(({ id }) => id),
      [body.id],
    );
  });

  it('a service account is found by its name, as everybody is', async () => {
    const accounts = `/manage/v1/companies/${stage.companyId}/service_accounts`;
    const made = await admin.call('POST', accounts, { name: 'Zeta Röbot' });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const found = await admin.call<User[]>('GET', `${base}/people?filters[search]=zeta rob`);
    assert.deepEqual(
      found.body.map(({ last_name }) => last_name),
      ['Zeta Röbot'],
    );
  });

  it('the older path takes a user in as the newer does', async () => {
    for (const version of ['v1.0', 'v1.3']) {
      const user = { last_name: 'Older', email_address: `${version}@older.example` };
      const made = await admin.call<User>('POST', `/rest/${version}/users?company_id=${stage.companyId}`, {
        user,
      });
      assert.deepEqual([made.status, made.body.email_address], [201, user.email_address]);
      shaped(CompanyUserShow, made.body);
    }
  });

  it('people are switched off and on many at a time; who may not be does not stop the others', async () => {
    const one = await make({ last_name: 'One', email_address: 'one@many.example' });
    const two = await make({ last_name: 'Two', email_address: 'two@many.example' });
    const path = `/rest/v2.0/companies/${stage.companyId}/people`;
    const ids = [one.id, one.id, two.id, admin.personId, 999_999];
    const off = await admin.call<PeopleBulk>('POST', `${path}/bulk_deactivate`, { ids });
    assert.equal(off.status, 200, JSON.stringify(off.body));
    assert.deepEqual(off.body.data.ids, [String(one.id), String(two.id)], 'ids are texts from v2.0 on');
    assert.deepEqual(
      off.body.data.failed.map(({ id, errors }) => [id, Object.keys(errors)]),
      [
        [String(admin.personId), ['is_active']],
        ['999999', ['id']],
      ],
    );
    assert.equal((await list('filters[search]=many.example')).body.length, 0);
    const on = { ids: [two.id, admin.personId] };
    const back = await admin.call<PeopleBulk>('POST', `${path}/bulk_activate`, on);
    assert.deepEqual(back.body, { data: { ids: [String(two.id)], failed: [] } });
    const who = await stage.visitor('Jim Carter');
    assert.equal((await who.call('POST', `${path}/bulk_deactivate`, { ids: [two.id] })).status, 403);
    const tooMany = { ids: Array(1_001).fill(two.id) };
    assert.equal((await admin.call('POST', `${path}/bulk_activate`, tooMany)).status, 400);
  });
});
