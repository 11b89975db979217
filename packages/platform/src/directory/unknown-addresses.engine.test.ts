import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type PortalStage,
  registered,
  setPortalStage,
  type Visitor,
} from '../developer-portal/portal-stage.test-support.ts';
import { confirmByMail, countMailsTo, newestMailTo } from '../testing/mail-links.ts';
import { openFormBrowser } from '../testing/sign-in-by-form.ts';
import { leaveAddress } from './leave-address.ts';
import { createPerson } from './people.ts';

const origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;

interface Item {
  readonly id: number;
  readonly [field: string]: unknown;
}

describe('somebody who may write in a company of their own, and asks which addresses have an account', () => {
  let stage: PortalStage;
  let stranger: Visitor;
  let company: string;
  let manage: string;
  /** Each address is somebody’s, in another way; beside it one that is nobody’s. */
  const pairs = [
    ['reader@known.example', 'reader@nobody.example'],
    ['waiter@known.example', 'waiter@nobody.example'],
    ['contact@known.example', 'contact@nobody.example'],
    ['gone@known.example', 'gone@nobody.example'],
  ] as const;

  before(async () => {
    stage = await setPortalStage();
    stranger = await stage.newcomer('Stranger');
    const { app } = await registered(stranger, 'Bait');
    company = `/rest/v1.0/companies/${app.sandbox_company?.id}`;
    manage = `/manage/v1/companies/${app.sandbox_company?.id}`;
    const { house } = stage.platform;
    await house.database.write(async (tx) => {
      const make = (email: string, more: Partial<Parameters<typeof createPerson>[3]> = {}) =>
        createPerson(house, tx, origin, {
          kind: 'user',
          firstName: 'Rosa',
          lastName: 'Known',
          locale: 'es',
          email,
          passwordHash: 'x',
          emailProven: true,
          ...more,
        });
      await make('reader@known.example');
      await make('waiter@known.example', { emailProven: false, signedUp: true });
      await make('contact@known.example', { kind: 'contact', emailProven: false });
      const gone = await make('gone@known.example');
      await tx.updateTable('people').set({ deactivated_at: 1 }).where('id', '=', gone).execute();
    });
  });
  after(() => stage[Symbol.asyncDispose]());

  /** An answer without what is of the question: the address, the id, and when it was. */
  const said = ({ status, body }: { status: number; body: unknown }, address: string, id?: number) =>
    `${status} ${JSON.stringify(body)}`
      .replaceAll(address, 'ADDRESS')
      .replaceAll(String(id), 'ID')
      .replaceAll(/\d{4}-\d\d-\d\dT[^"]+/g, 'AT');
  const ask = (method: string, path: string, body?: unknown) => stranger.call<Item>(method, path, body);

  for (const as of ['users', 'people'] as const)
    it(`is told the same of each who is put into the directory among the ${as}, and of all that is done with them`, async () => {
      for (const [known, unknown] of pairs) {
        const answers = [];
        for (const plain of [known, unknown]) {
          const address = `${as}.${plain}`;
          if (plain === known) await rename(known, address);
          answers.push(await everythingSaidOf(as, address));
          if (plain === known) await rename(address, known);
        }
        assert.deepEqual(answers[0], answers[1], known);
      }
    });

  /** What an account is called meanwhile: an address is put into a directory once. */
  const rename = (from: string, to: string) =>
    stage.platform.house.database.write((tx) =>
      tx.updateTable('people').set({ email: to }).where('email', '=', from).execute(),
    );

  async function everythingSaidOf(as: 'users' | 'people', address: string): Promise<string[]> {
    const body =
      as === 'users'
        ? { user: { last_name: 'Named', email_address: address } }
        : { person: { last_name: 'Named', email: address } };
    const made = await ask('POST', `${company}/${as}`, body);
    const { id } = made.body;
    assert.ok(id > 2 ** 20, 'an id that counts would tell who came before');
    const answers = [said(made, address, id)];
    const then = async (...question: Parameters<typeof ask>) =>
      answers.push(said(await ask(...question), address, id));
    await then('GET', `${company}/users/${id}`);
    for (const filter of [
      'connected]=true',
      'connected]=false',
      'search]=Rosa',
      'reference_users_only]=true',
    ])
      await then('GET', `${company}/people?view=extended&filters[${filter}`);
    await then('GET', `${manage}/permissions?per_page=100`);
    const group = await ask('POST', `${manage}/groups`, { group: { name: 'Named' } });
    assert.equal(group.status, 201, JSON.stringify(group.body));
    const members = `${manage}/groups/${group.body.id}`;
    const grouped = await ask('PUT', `${members}/members`, { person_ids: [id] });
    assert.equal(grouped.status, 200, JSON.stringify(grouped.body));
    answers.push(said(grouped, address, id).replace(`"id":${group.body.id},`, '"id":GROUP,'));
    assert.ok((await ask('DELETE', members)).status < 300);
    await stranger.prove();
    await then('DELETE', `${manage}/people/${id}/sessions`);
    await then('POST', `${manage}/people/${id}/invitation`);
    await then('GET', `${manage}/invitations`);
    await then('PATCH', `${company}/users/${id}`, { user: { email_address: `new.${address}` } });
    await then('PATCH', `${company}/people/${id}`, { person: { last_name: 'Renamed', active: false } });
    await stage.platform.house.database.write(async (tx) => {
      await tx.deleteFrom('member_words').where('person_id', '=', id).execute();
      await tx.deleteFrom('invitations').where('person_id', '=', id).execute();
      await tx.deleteFrom('company_levels').where('person_id', '=', id).execute();
      await tx.deleteFrom('company_members').where('person_id', '=', id).execute();
    });
    return answers;
  }

  it('is told the same of each to whom one of their people is to be moved', async () => {
    for (const pair of pairs) {
      const answers = [];
      for (const address of pair) {
        const from = `from.${address}`;
        const user = { last_name: 'Moving', email_address: from };
        const { id } = (await ask('POST', `${company}/users`, { user })).body;
        const moved = await ask('PATCH', `${company}/users/${id}`, { user: { email_address: address } });
        answers.push(said(moved, address, id));
      }
      assert.match(answers[0] ?? '', /^200 /);
      assert.equal(answers[0], answers[1], pair[0]);
    }
    assert.equal(
      (await newestMailTo(stage.platform, 'reader@known.example')).kind,
      'directory.address_known',
    );
    assert.equal((await newestMailTo(stage.platform, 'reader@nobody.example')).kind, 'directory.new_address');
  });

  it('is told the same of each whom they ask to build an app', async () => {
    const { path } = await registered(stranger, 'Built');
    for (const [known, unknown] of pairs) {
      const answers = [];
      for (const address of [known, unknown]) {
        const role = { email: address, role: 'admin' };
        const asked = await ask('POST', `${path}/collaborators`, role);
        const { id } = asked.body.person as Item;
        answers.push(said(asked, address, id));
        const listed = await ask('GET', `${path}/collaborators`);
        answers.push(said(listed, address, id));
        answers.push(
          said(await ask('POST', `${path}/collaborators`, { ...role, role: 'owner' }), address, id),
        );
        answers.push(said(await ask('DELETE', `${path}/collaborators/${id}`), address, id));
      }
      const half = answers.length / 2;
      assert.match(answers[0] ?? '', /^201 .*"pending":true/);
      assert.deepEqual(answers.slice(0, half), answers.slice(half), known);
    }
  });
});

describe('another address for one of a company’s people', () => {
  let stage: PortalStage;
  let admin: Visitor;
  let users: string;
  before(async () => {
    stage = await setPortalStage();
    admin = await stage.newcomer('Admin');
    const { app } = await registered(admin, 'Own');
    users = `/rest/v1.0/companies/${app.sandbox_company?.id}/users`;
  });
  after(() => stage[Symbol.asyncDispose]());

  async function named(email: string): Promise<number> {
    const { status, body } = await admin.call<Item>('POST', users, {
      user: { last_name: 'Named', email_address: email },
    });
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  }
  const addressOf = async (id: number) =>
    (await admin.call<Item>('GET', `${users}/${id}`)).body.email_address;
  const accountOf = async (id: number) => {
    const { house } = stage.platform;
    const people = (tx: Parameters<Parameters<typeof house.database.read>[0]>[0]) =>
      tx.selectFrom('people').select('email').where('id', '=', id).executeTakeFirstOrThrow();
    return (await house.database.read(people)).email;
  };
  /** As if the company had made the account: who has not joined is shown under the address that was meant last. */
  const joined = (id: number) =>
    stage.platform.house.database.write((tx) =>
      tx.updateTable('company_members').set({ pending_since: null }).where('person_id', '=', id).execute(),
    );
  const move = async (id: number, email: string) =>
    (await admin.call('PATCH', `${users}/${id}`, { user: { email_address: email } })).status;
  const linkTo = async (email: string) => new URL((await newestMailTo(stage.platform, email)).link).pathname;
  const confirm = (email: string) => confirmByMail(stage.platform, email);

  it('is theirs once its reader says so, by a link that is good once, from its own page', async () => {
    const id = await named('first@old.example');
    assert.equal(await move(id, 'mistyped@new.example'), 200);
    assert.equal(await move(id, 'first@new.example'), 200);
    assert.equal(
      await addressOf(id),
      'first@new.example',
      'of whoever has not joined the company’s word is shown',
    );
    assert.equal(await accountOf(id), 'first@old.example');
    assert.equal(await confirm('mistyped@new.example'), 410);
    assert.equal((await admin.call('PATCH', `${users}/${id}/invite`)).status, 202);
    const path = await linkTo('first@new.example');
    const browser = openFormBrowser(stage.platform.url);
    assert.equal((await browser.post(path, { csrf: 'x' })).status, 403);
    for (const [language, words] of [
      ['en', /Is this your email\?/],
      ['es', /¿Es este su correo\?/],
    ] as const) {
      const page = await fetch(new URL(path, stage.platform.url), {
        headers: { 'accept-language': language },
      });
      assert.match(await page.text(), words);
    }
    assert.equal(await confirm('first@new.example'), 200);
    assert.equal(await accountOf(id), 'first@new.example');
    assert.equal((await newestMailTo(stage.platform, 'first@old.example')).kind, 'directory.email_changed');
    assert.equal(await confirm('first@new.example'), 410);
  });

  it('gets five mails a day, as one that is invited, however often the company means it', async () => {
    const id = await named('sender@old.example');
    for (let turn = 0; turn < 7; turn += 1) {
      for (const email of ['victim@full.example', `between-${turn}@new.example`])
        assert.equal(await move(id, email), 200);
      stage.platform.clock.advance(31 * 60_000);
    }
    assert.equal(await countMailsTo(stage.platform, 'victim@full.example'), 5);
  });

  it('is not theirs once the company means the earlier one again, or has switched them off meanwhile', async () => {
    for (const [name, ...changes] of [
      ['back', { email_address: 'back@old.example' }],
      ['off', { is_active: false }, { is_active: true }],
    ] as const) {
      const id = await named(`${name}@old.example`);
      await joined(id);
      assert.equal(await move(id, `${name}@mistyped.example`), 200);
      for (const user of changes)
        assert.equal((await admin.call('PATCH', `${users}/${id}`, { user })).status, 200);
      assert.equal(await confirm(`${name}@mistyped.example`), 410, name);
      assert.equal(await accountOf(id), `${name}@old.example`);
    }
  });

  it('is not theirs once they have chosen another themselves', async () => {
    const { house } = stage.platform;
    const id = await named('chooser@old.example');
    await joined(id);
    assert.equal(await move(id, 'chooser@mistyped.example'), 200);
    await house.database.write((tx) => leaveAddress(house, tx, origin, id, null));
    assert.equal(await confirm('chooser@mistyped.example'), 410);
  });

  it('is not theirs where somebody took it, where they left, after a week, or where the account is not the company’s', async () => {
    const taken = await named('taken@old.example');
    await move(taken, 'taken@new.example');
    const user = { last_name: 'Second', email_address: 'taken@new.example' };
    assert.equal((await admin.call('POST', users, { user })).status, 409, 'within one company it is told');
    const taker = await stage.newcomer('Taker');
    await stage.platform.house.database.write((tx) =>
      tx.updateTable('people').set({ email: 'taken@new.example' }).where('id', '=', taker.personId).execute(),
    );
    assert.equal(await confirm('taken@new.example'), 410);

    const left = await named('left@old.example');
    await move(left, 'left@new.example');
    await admin.call('PATCH', `${users}/${left}`, { user: { is_active: false } });
    assert.equal(await confirm('left@new.example'), 410);

    const reader = await stage.newcomer('Reader');
    const theirs = await named(reader.email);
    assert.equal(theirs, reader.personId);
    await move(theirs, 'mine@evil.example');
    assert.equal(await confirm('mine@evil.example'), 410);
    assert.equal(await accountOf(theirs), reader.email);
    assert.equal(await move(theirs, reader.email), 200);
    assert.equal(await addressOf(theirs), reader.email);

    const late = await named('late@old.example');
    await move(late, 'late@new.example');
    stage.platform.clock.advance(7 * 24 * 3_600_000);
    assert.equal(await confirm('late@new.example'), 410);
  });
});
