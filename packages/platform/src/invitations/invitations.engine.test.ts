import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Invitation } from '@gatehouse/wire';
import { Check } from 'typebox/value';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';
import { openMail } from '../mail/send-mail.ts';
import { confirmByMail, newestMailTo } from '../testing/mail-links.ts';
import { hiddenField, signInByForm } from '../testing/sign-in-by-form.ts';

const day = 86_400_000;
const password = 'seven green harbours';

interface Item {
  readonly id: number;
  readonly [field: string]: unknown;
}

describe('an invitation', () => {
  let stage: CompanyStage;
  let admin: Visitor;
  let users: string;
  before(async () => {
    stage = await setCompanyStage();
    admin = stage.admin;
    users = `/rest/v1.0/companies/${stage.companyId}/users`;
  });
  after(() => stage[Symbol.asyncDispose]());

  async function make(email: string): Promise<number> {
    const user = { first_name: 'Iris', last_name: 'Invited', email_address: email };
    const { status, body } = await admin.call<Item>('POST', users, { user });
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  }

  async function invited(email: string): Promise<{ id: number; link: string }> {
    const id = await make(email);
    assert.equal((await admin.call('PATCH', `${users}/${id}/invite`)).status, 202);
    return { id, link: await linkTo(email) };
  }

  /** The link of the latest mail to an address. */
  async function linkTo(email: string): Promise<string> {
    const { house } = stage.platform;
    const row = await house.database.read((tx) =>
      tx
        .selectFrom('mails')
        .selectAll()
        .where('address', '=', email)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow(),
    );
    return (openMail(house.keys, row) as { link: string }).link;
  }

  async function open(link: string) {
    const response = await fetch(link, { headers: { 'accept-language': 'es' } });
    const page = await response.text();
    const cookie = response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    return { status: response.status, page, cookie, csp: response.headers.get('content-security-policy') };
  }

  async function accept(link: string, fields: Readonly<Record<string, string>> = {}) {
    const { page, cookie } = await open(link);
    const body = new URLSearchParams({
      csrf: hiddenField(page, 'csrf'),
      first_name: 'Iris',
      last_name: 'Accepted',
      password,
      password_again: password,
      ...fields,
    });
    return await fetch(link, {
      method: 'POST',
      redirect: 'manual',
      body,
      headers: { cookie, origin: stage.platform.url },
    });
  }

  it('is written to one address five times a day, whoever asks, and the last link stays alive', async () => {
    const { id, link: first } = await invited('often@invited.example');
    const again = () => admin.call<{ errors: string[] }>('PATCH', `${users}/${id}/invite`);
    for (let turn = 0; turn < 4; turn += 1) assert.equal((await again()).status, 202, String(turn));
    const { status, body, headers } = await again();
    assert.deepEqual([status, headers.get('retry-after')], [429, '3600'], JSON.stringify(body));
    const last = await linkTo('often@invited.example');
    assert.notEqual(last, first);
    assert.equal((await open(last)).status, 200);
    assert.equal((await admin.call('DELETE', `${stage.base}/people/${id}/invitation`)).status, 200);
  });

  it('is mailed, shown in the reader’s language without script, and sets a password once', async () => {
    const { id, link } = await invited('iris@ridgeline.example');
    const list = await admin.call<Item[]>('GET', `${stage.base}/invitations`);
    assert.ok(Check(Invitation, list.body[0]), JSON.stringify(list.body));
    const { status, page, csp } = await open(link);
    assert.equal(status, 200);
    assert.match(page, /lang="es"/);
    assert.match(page, /Elija una contraseña/);
    assert.doesNotMatch(page, /<script/);
    assert.match(csp ?? '', /default-src 'none'|default-src 'self'/);
    const short = await accept(link, { password: 'short', password_again: 'short' });
    assert.equal(short.status, 422);
    // Whatever the form says, the address stays the one that was written to.
    const done = await accept(link, { email: 'mallory@evil.example' });
    assert.equal(done.status, 303, await done.text());
    const browser = await signInByForm(stage.platform.url, { email: 'iris@ridgeline.example', password });
    assert.ok(browser.cookies().length > 0);
    const { body } = await admin.call<Item>('GET', `${users}/${id}`);
    assert.equal(body.name, 'Iris Invited');
    assert.equal((await open(link)).status, 410);
    assert.equal((await accept(link).catch(() => undefined))?.status ?? 410, 410);
    assert.deepEqual((await admin.call<Item[]>('GET', `${stage.base}/invitations`)).body, []);
  });

  it('of several who accept it at once lets one in', async () => {
    const { link } = await invited('race@ridgeline.example');
    const answers = await Promise.all([1, 2, 3].map(() => accept(link)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 410, 410]);
  });

  it('dies of a new one, of being withdrawn, of a week, of another address, and with the membership', async () => {
    const { id, link } = await invited('many@ridgeline.example');
    const again = `${stage.base}/people/${id}/invitation`;
    assert.equal((await admin.call('POST', again)).status, 202);
    assert.equal((await open(link)).status, 410);
    const second = await linkTo('many@ridgeline.example');
    assert.equal((await open(second)).status, 200);
    assert.equal((await admin.call('DELETE', again)).status, 200);
    assert.equal((await admin.call('DELETE', again)).status, 404);
    assert.equal((await open(second)).status, 410);

    const moved = await invited('before@ridgeline.example');
    await admin.call('PATCH', `${users}/${moved.id}`, { user: { email_address: 'after@ridgeline.example' } });
    assert.equal((await open(moved.link)).status, 410, 'the company has taken it back');
    assert.equal((await open(moved.link)).status, 410);

    const contact = await admin.call<Item>('POST', `/rest/v1.0/companies/${stage.companyId}/people`, {
      person: { last_name: 'Waiting', email: 'waiting@evil.example' },
    });
    assert.equal(
      (await admin.call('POST', `${stage.base}/people/${contact.body.id}/invitation`)).status,
      202,
    );
    const theirs = await linkTo('waiting@evil.example');
    const people = `/rest/v1.0/companies/${stage.companyId}/people/${contact.body.id}`;
    assert.equal(
      (await admin.call('PATCH', people, { person: { email: 'victim@elsewhere.example' } })).status,
      200,
    );
    assert.equal((await open(theirs)).status, 410);

    const off = await invited('off@ridgeline.example');
    await admin.call('PATCH', `${users}/${off.id}`, { user: { is_active: false } });
    assert.equal((await open(off.link)).status, 410);
    assert.equal((await admin.call('PATCH', `${users}/${off.id}/invite`)).status, 404);

    const old = await invited('old@ridgeline.example');
    stage.platform.clock.advance(7 * day);
    assert.equal((await open(old.link)).status, 410);
    stage.platform.clock.advance(-7 * day);
  });

  it('is waiting at another address for whoever confirms it, and for nobody who was never asked', async () => {
    const { house } = stage.platform;
    const moved = await invited('earlier@ridgeline.example');
    const to = (email_address: string, id: number) =>
      admin.call('PATCH', `${users}/${id}`, { user: { email_address } });
    assert.equal((await to('later@ridgeline.example', moved.id)).status, 200);
    assert.equal(await confirmByMail(stage.platform, 'later@ridgeline.example'), 200);
    const mail = await newestMailTo(stage.platform, 'later@ridgeline.example');
    assert.equal(mail.kind, 'directory.invitation');
    const pending = () =>
      house.database.read((tx) =>
        tx
          .selectFrom('company_members')
          .select('pending_since')
          .where('person_id', '=', moved.id)
          .executeTakeFirstOrThrow(),
      );
    assert.notEqual((await pending()).pending_since, null, 'an address is no word about the company');
    assert.equal((await open(moved.link)).status, 410);
    assert.equal((await accept(mail.link)).status, 303);
    assert.equal((await pending()).pending_since, null);

    const named = await make('named@ridgeline.example');
    assert.equal((await to('renamed@ridgeline.example', named)).status, 200);
    assert.equal(await confirmByMail(stage.platform, 'renamed@ridgeline.example'), 200);
    const { kind } = await newestMailTo(stage.platform, 'renamed@ridgeline.example');
    assert.equal(kind, 'directory.new_address');
  });

  it('gives nobody a second way into an account that has a password', async () => {
    const jim = await stage.visitor('Jim Carter');
    assert.equal((await admin.call('PATCH', `${users}/${jim.personId}/invite`)).status, 202);
    assert.equal(await linkTo(jim.email), `${stage.platform.url}/`);
    assert.equal((await admin.call('PATCH', `${users}/999999/invite`)).status, 404);
    assert.equal((await jim.call('PATCH', `${users}/${jim.personId}/invite`)).status, 403);
  });

  it('lets nobody past a second factor, which who came in by a provider may have without a password', async () => {
    const { id, link } = await invited('factor@ridgeline.example');
    const other = await invited('no-factor@ridgeline.example');
    await stage.platform.house.database.write((tx) =>
      tx
        .insertInto('totp_secrets')
        .values({ person_id: id, secret_sealed: 'x', last_step: 1, created_at: 1 })
        .execute(),
    );
    const opened = await fetch(link, { redirect: 'manual' });
    assert.match(`${opened.status} ${opened.headers.get('location')}`, /^303 \/sign-in\?return_to=/);
    const { page, cookie } = await open(other.link);
    const form = { csrf: hiddenField(page, 'csrf'), first_name: 'F', last_name: 'F' };
    const body = new URLSearchParams({ ...form, password, password_again: password });
    const headers = { cookie, origin: stage.platform.url };
    assert.equal((await fetch(link, { method: 'POST', redirect: 'manual', body, headers })).status, 410);
    const standing = await stage.platform.house.database.read((tx) =>
      tx
        .selectFrom('company_members')
        .innerJoin('people', 'people.id', 'company_members.person_id')
        .select(['pending_since', 'password_hash', 'people.first_name'])
        .where('people.id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    assert.notEqual(standing.pending_since, null, 'not joined before the sign-in is whole');
    assert.deepEqual([standing.password_hash, standing.first_name], [null, 'Iris']);
  });

  it('makes a contact a user under the same id', async () => {
    const made = await admin.call<Item>('POST', `/rest/v1.0/companies/${stage.companyId}/people`, {
      person: { last_name: 'Contact', email: 'contact@ridgeline.example' },
    });
    const path = `${stage.base}/people/${made.body.id}/invitation`;
    assert.equal((await admin.call('POST', path)).status, 202);
    assert.equal((await accept(await linkTo('contact@ridgeline.example'))).status, 303);
    const user = await admin.call<Item>('GET', `${users}/${made.body.id}`);
    assert.equal(user.status, 200);
    const nobody = await admin.call<Item>('POST', `/rest/v1.0/companies/${stage.companyId}/people`, {
      person: { last_name: 'Nowhere' },
    });
    assert.equal((await admin.call('POST', `${stage.base}/people/${nobody.body.id}/invitation`)).status, 422);
  });

  it('is how the first administrator of a new company comes in, whom only an operator asks', async () => {
    const company = {
      name: 'Northwind Build',
      admin: { first_name: 'Nia', last_name: 'North', email_address: 'nia@northwind.example' },
    };
    const { house } = stage.platform;
    const nobody = await stage.newcomer('Ordinary');
    assert.equal((await nobody.call('POST', '/manage/v1/companies', { company })).status, 403);
    const operator = await stage.newcomer('Operator');
    await house.database.write((tx) =>
      tx.updateTable('people').set({ operator_since: 1 }).where('id', '=', operator.personId).execute(),
    );
    const wrong = { ...company, admin: { ...company.admin, email_address: 'nobody' } };
    assert.equal((await operator.call('POST', '/manage/v1/companies', { company: wrong })).status, 422);
    const made = await operator.call<Item>('POST', '/manage/v1/companies', { company });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.equal((await accept(await linkTo('nia@northwind.example'))).status, 303);
    const nia = await signInByForm(stage.platform.url, { email: 'nia@northwind.example', password });
    const users = await fetch(`${stage.platform.url}/rest/v1.0/companies/${made.body.id}/users`, {
      headers: { cookie: nia.cookies() },
    });
    assert.equal(((await users.json()) as Item[]).length, 1);
  });

  it('leaves no token in the log or in clear in the database', async () => {
    const { link } = await invited('secret@ridgeline.example');
    await open(link);
    const token = link.split('/').at(-1) ?? '';
    assert.ok(token.startsWith('ghi_'));
    assert.equal(stage.platform.logs().includes(token), false);
    const rows = await stage.platform.house.database.read(async (tx) => [
      ...(await tx.selectFrom('invitations').selectAll().execute()),
      ...(await tx.selectFrom('mails').selectAll().execute()),
    ]);
    assert.equal(JSON.stringify(rows).includes(token), false);
  });
});
