import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import { createPerson } from '../directory/people.ts';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';
import { hashPassword } from '../sign-in/passwords.ts';
import { countMailsTo, newestMailTo } from '../testing/mail-links.ts';
import { hiddenField, openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { questionOn, softwarePasskey } from '../testing/software-passkey.ts';

const hour = 3_600_000;
const password = 'nine lanterns on a pier';

describe('a forgotten password', () => {
  let stage: CompanyStage;
  before(async () => {
    stage = await setCompanyStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  async function ask(email: string) {
    stage.platform.clock.advance(hour);
    const browser = openFormBrowser(stage.platform.url);
    const page = await (await browser.get('/new-password')).text();
    const csrf = hiddenField(page, 'csrf');
    const response = await browser.post('/new-password', { csrf, return_to: '', email });
    return { response, page: await response.text() };
  }

  async function choose(link: string, change: Readonly<Record<string, string>> = {}) {
    const browser = openFormBrowser(stage.platform.url);
    const opened = await browser.get(link);
    const page = await opened.text();
    if (opened.status !== 200) return { status: opened.status, page };
    const csrf = hiddenField(page, 'csrf');
    const response = await browser.post(link, { csrf, password, password_again: password, ...change });
    return {
      status: response.status,
      page: await response.text(),
      location: response.headers.get('location'),
    };
  }

  async function linkFor(email: string): Promise<string> {
    await ask(email);
    const { kind, link } = await newestMailTo(stage.platform, email);
    assert.equal(kind, 'new_password.link');
    return link;
  }

  /** Somebody under an address nobody has proven, as accounts were made before that was asked. */
  async function unproven(name: string): Promise<{ personId: number; email: string; password: string }> {
    const { house } = stage.platform;
    const email = `${name}@early.example`;
    const first = 'an early long password';
    const passwordHash = await hashPassword(house.random, first);
    const origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;
    const personId = await house.database.write((tx) =>
      createPerson(house, tx, origin, { kind: 'user', lastName: name, email, passwordHash }),
    );
    return { personId, email, password: first };
  }

  const add = (admin: Visitor, email: string) =>
    admin.call('POST', `/rest/v1.0/companies/${stage.companyId}/users`, {
      user: { first_name: 'E', last_name: 'Early', email_address: email },
    });

  it('is replaced by a link in a mail, which ends every session and tells the person', async () => {
    const visitor = await stage.newcomer('Forgetful');
    const link = await linkFor(visitor.email);
    assert.equal((await fetch(link)).status, 200, 'looking uses nothing up');
    const done = await choose(link);
    assert.deepEqual([done.status, done.location], [303, '/sign-in?password_set=1']);
    assert.equal((await visitor.call('GET', '/manage/v1/session')).status, 401);
    await assert.rejects(
      signInByForm(stage.platform.url, { email: visitor.email, password: 'a long enough password' }),
    );
    await signInByForm(stage.platform.url, { email: visitor.email, password });
    assert.equal((await newestMailTo(stage.platform, visitor.email)).kind, 'new_password.done');
    assert.equal((await choose(link)).status, 410, 'a link works once');
  });

  it('is answered in the same way whether the address has an account; the mail says it to its reader only', async () => {
    const visitor = await stage.newcomer('Known');
    const told = async (email: string) => {
      const { response, page } = await ask(email);
      return {
        status: response.status,
        page,
        location: response.headers.get('location'),
        names: [...response.headers.keys()].sort(),
        cookies: response.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, '')),
      };
    };
    const rowsOf = async (email: string) => ({
      links: await stage.platform.house.database.read(
        async (tx) =>
          (await tx.selectFrom('mailed_links').select('id').where('address', '=', email).execute()).length,
      ),
      mails: await countMailsTo(stage.platform, email),
    });
    assert.deepEqual(await told('nobody@nowhere.example'), await told(visitor.email));
    assert.deepEqual(await rowsOf('nobody@nowhere.example'), await rowsOf(visitor.email));
    assert.equal(
      (await newestMailTo(stage.platform, 'nobody@nowhere.example')).kind,
      'new_password.no_account',
    );
  });

  it('makes no account: who was added and never invited gets no password by it', async () => {
    assert.equal((await add(stage.admin, 'added@ridgeline.example')).status, 201);
    await ask('added@ridgeline.example');
    assert.equal(
      (await newestMailTo(stage.platform, 'added@ridgeline.example')).kind,
      'new_password.no_account',
    );
  });

  it('has a link that dies after half an hour, of a newer password, and with the address it went to', async () => {
    const late = await stage.newcomer('Late');
    const first = await linkFor(late.email);
    stage.platform.clock.advance(hour / 2);
    assert.equal((await choose(first)).status, 410);
    const link = await linkFor(late.email);
    const { house } = stage.platform;
    await house.database.write((tx) =>
      tx
        .updateTable('people')
        .set({ email: 'moved@newcomers.example' })
        .where('id', '=', late.personId)
        .execute(),
    );
    assert.equal((await choose(link)).status, 410);
    const twice = await stage.newcomer('Twice');
    await ask(twice.email);
    const { link: one } = await newestMailTo(stage.platform, twice.email);
    stage.platform.clock.advance(-hour);
    const two = await linkFor(twice.email);
    assert.equal((await choose(two)).status, 303);
    assert.equal((await choose(one)).status, 410);
  });

  it('of several links and several who use them at once, lets one choose', async () => {
    const { email } = await stage.newcomer('Raced');
    const link = await linkFor(email);
    const answers = await Promise.all([1, 2, 3].map(() => choose(link)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 410, 410]);
  });

  it('says what is wrong with the new one, and costs no link', async () => {
    const { email } = await stage.newcomer('Clumsy');
    const link = await linkFor(email);
    const short = await choose(link, { password: 'short', password_again: 'short' });
    assert.equal(short.status, 422);
    assert.match(short.page, /href="#password"/);
    assert.equal((await choose(link, { password_again: 'another' })).status, 422);
    assert.equal((await choose(link, { csrf: 'x' })).status, 403);
    assert.equal((await choose(link)).status, 303);
  });

  it('fills no mailbox, however often somebody asks', async () => {
    const { email } = await stage.newcomer('Flooded');
    stage.platform.clock.advance(hour);
    const browser = openFormBrowser(stage.platform.url);
    for (let turn = 0; turn < 5; turn += 1) {
      const csrf = hiddenField(await (await browser.get('/new-password')).text(), 'csrf');
      assert.equal((await browser.post('/new-password', { csrf, return_to: '', email })).status, 303);
    }
    assert.equal(await countMailsTo(stage.platform, email), 3);
  });

  it('proves the address: before that nobody waits under it to be taken into a company or an app', async () => {
    const squatter = await unproven('colleague');
    const browser = await signInByForm(stage.platform.url, squatter);
    assert.equal((await browser.get('/manage/v1/session')).status, 200);
    // As for any address: who is named is in nothing before a link from their mailbox was opened.
    assert.equal((await add(stage.admin, squatter.email)).status, 201);
    const reached = async () => [
      await (await browser.get('/rest/v1.0/companies')).json(),
      await (await browser.get('/manage/v1/apps')).json(),
    ];
    assert.deepEqual(await reached(), [[], []]);
    const app = await stage.admin.call<{ app: { id: number } }>('POST', '/manage/v1/apps', {
      name: 'Shared Work',
      publisher: 'Ridgeline',
    });
    assert.equal(app.status, 201);
    assert.equal(await stage.admin.prove(), 303);
    const collaborators = `/manage/v1/apps/${app.body.app.id}/collaborators`;
    const asked = { email: squatter.email, role: 'developer' };
    assert.equal((await stage.admin.call('POST', collaborators, asked)).status, 201);
    assert.deepEqual(await reached(), [[], []]);

    assert.equal((await choose(await linkFor(squatter.email))).status, 303);
    assert.equal((await browser.get('/manage/v1/session')).status, 401, 'the earlier holder is out');
    await assert.rejects(signInByForm(stage.platform.url, squatter));
  });

  it('leaves no key behind by which somebody waited under an address that was not theirs', async () => {
    const squatter = await unproven('waited');
    const key = softwarePasskey(stage.platform.url);
    const own = '/second-factor/passkey';
    const browser = await signInByForm(stage.platform.url, squatter);
    const asked = questionOn(await (await browser.get(own)).text(), own);
    const form = { ...asked.fields, name: 'Mine', response: key.create(asked.options) };
    assert.equal((await browser.post(own, form)).status, 200);
    assert.equal((await choose(await linkFor(squatter.email))).status, 303);
    const other = openFormBrowser(stage.platform.url);
    const path = '/sign-in/passkey';
    const shown = questionOn(await (await other.get('/sign-in')).text(), path);
    const answer = { ...shown.fields, return_to: '', response: key.get(shown.options) };
    assert.equal((await other.post(path, answer)).status, 422);
    await signInByForm(stage.platform.url, { email: squatter.email, password });
  });
});
