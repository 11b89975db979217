import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CompulsoryProvider, IdentityProvider, Notice, WayOutCodes } from '@gatehouse/wire';
import { addAuthenticator, isSignedIn } from '../testing/authenticator.ts';
import { newestMailTo } from '../testing/mail-links.ts';
import { hiddenField, openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { questionOn, softwarePasskey } from '../testing/software-passkey.ts';
import {
  type CompanySignInStage,
  companySignInStage,
  domain,
  outsider,
} from './testing/company-sign-in-stage.ts';

describe('a provider that is the only way in', () => {
  let stage: CompanySignInStage;
  let path: string;
  let codes: readonly string[];
  const jim = outsider('jim');
  before(async () => {
    stage = await companySignInStage();
    await stage.callHere('Jim Carter', `jim@${domain}`);
    await stage.callHere('Ana Torres', 'ana@elsewhere.example');
    const { id } = await stage.register({ connects: true });
    path = `${stage.base}/${id}`;
  });
  after(() => stage.close());

  const change = (body: object, who = 'Ana Torres') =>
    stage.manage<IdentityProvider & { errors: Record<string, string[]> }>(who, 'PATCH', path, body);
  const personOf = (name: string) =>
    stage.here.demo.people.find((each) => each.name === name) ?? assert.fail(name);

  /** Types an address, a password and perhaps a code. */
  async function type(email: string, password: string, wayOut = '') {
    const browser = openFormBrowser(stage.here.url);
    const csrf = hiddenField(await (await browser.get('/sign-in')).text(), 'csrf');
    const form = { csrf, return_to: '', email, password, way_out: wayOut };
    const response = await browser.post('/sign-in', form);
    return { browser, status: response.status, page: await response.text() };
  }

  it('is made so once it has been seen to work and there are ways out', async () => {
    const unseen = await change({ compulsory: true });
    assert.match(unseen.body.errors.compulsory?.[0] ?? '', /somebody who has signed in/);
    assert.equal((await stage.signIn(jim)).status, 303);
    const noCodes = await change({ compulsory: true });
    assert.match(noCodes.body.errors.compulsory?.[0] ?? '', /way-out codes/);
    const made = await stage.manage<WayOutCodes>('Ana Torres', 'POST', `${path}/way_out_codes`, {});
    codes = made.body.codes;
    assert.deepEqual([made.status, codes.length, new Set(codes).size], [201, 8, 8]);
    assert.equal((await change({ compulsory: true }, 'Jim Carter')).status, 404);
    const done = await change({ compulsory: true });
    assert.deepEqual([done.status, done.body.compulsory, done.body.way_out_codes], [200, true, 8]);
  });

  it('has no password of its people sign in, and says the same to a right one, a wrong one and a stranger', async () => {
    const { email, password } = personOf('Jim Carter');
    const answers = [
      await type(email, password),
      await type(email, 'wrong password'),
      await type(`nobody@${domain}`, 'wrong password'),
    ];
    for (const { browser, status, page } of answers) {
      assert.equal(status, 422);
      assert.match(page, /sign in at their company/);
      assert.match(page, /name="way_out"/);
      assert.equal(await isSignedIn(browser), false);
    }
    assert.equal((await stage.signIn(jim)).status, 303);
  });

  it('binds the members of its domains alone: neither others of the company nor operators', async () => {
    await signInByForm(stage.here.url, personOf('Ana Torres'));
    await stage.callHere('Olivia Reed', `olivia@${domain}`);
    await signInByForm(stage.here.url, personOf('Olivia Reed'));
  });

  it('has nobody in by a new password, another address or an invitation instead', async () => {
    const { browser } = await stage.signIn(jim);
    const page = await (await browser.get('/email')).text();
    const asked = await browser.post('/email', {
      csrf: hiddenField(page, 'csrf'),
      email: 'jim@free.example',
    });
    assert.equal(asked.status, 422);
    assert.match(await asked.text(), /Your company signs you in/);
    const proven = await browser.post('/prove-it-is-you', {
      csrf: hiddenField(page, 'csrf'),
      return_to: '',
      password: personOf('Jim Carter').password,
    });
    assert.equal(proven.status, 422);
    assert.match(await proven.text(), /sign in at their company/);
  });

  it('has nobody in by an invitation, who reads the mail and was never there', async () => {
    const users = `/rest/v1.0/companies/${stage.companyId}/users`;
    const email = `iris@${domain}`;
    const user = { first_name: 'Iris', last_name: 'Invited', email_address: email };
    const made = await stage.manage<{ id: number }>('Ana Torres', 'POST', users, { user });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    await stage.manage('Ana Torres', 'PATCH', `${users}/${made.body.id}/invite`);
    const { pathname } = new URL((await newestMailTo(stage.here, email)).link);
    const browser = openFormBrowser(stage.here.url);
    const pendingSince = () =>
      stage.here.house.database.read(async (tx) => {
        const member = await tx
          .selectFrom('company_members')
          .select('pending_since')
          .where('person_id', '=', made.body.id)
          .executeTakeFirstOrThrow();
        return member.pending_since;
      });
    const shown = await browser.get(pathname);
    const away = `/sign-in/company?login_hint=${encodeURIComponent(email)}`;
    assert.deepEqual([shown.status, shown.headers.get('location')], [303, away]);
    const csrf = hiddenField(await (await browser.get('/sign-in')).text(), 'csrf');
    const password = 'seven green harbours';
    const form = { csrf, first_name: 'Iris', last_name: 'Invited', password, password_again: password };
    const response = await browser.post(pathname, form);
    assert.deepEqual([response.status, response.headers.get('location')], [303, away]);
    assert.notEqual(await pendingSince(), null);
    assert.equal(await isSignedIn(browser), false);
    assert.equal(await stage.whoIs((await stage.signIn(outsider('iris'))).browser), email);
    assert.equal(await pendingSince(), null, 'joined by the provider');
  });

  it('has nobody in by a passkey instead', async () => {
    const key = softwarePasskey(stage.here.url);
    const { browser } = await stage.signIn(outsider('iris'));
    const own = '/second-factor/passkey';
    const asked = questionOn(await (await browser.get(own)).text(), own);
    const added = await browser.post(own, {
      ...asked.fields,
      name: 'My phone',
      response: key.create(asked.options),
    });
    assert.equal(added.status, 200, await added.text());
    const other = openFormBrowser(stage.here.url);
    const path = '/sign-in/passkey';
    const shown = questionOn(await (await other.get('/sign-in')).text(), path);
    const form = { ...shown.fields, return_to: '', response: key.get(shown.options) };
    const response = await other.post(path, form);
    assert.equal(response.status, 422);
    assert.match(await response.text(), /sign in at their company/);
    assert.equal(await isSignedIn(other), false);

    // Nor does it prove who somebody is in a session that the provider began: the page offers the provider alone.
    const proof = await (await browser.get('/prove-it-is-you')).text();
    assert.doesNotMatch(proof, /name="password"|passkey/);
    assert.match(proof, /href="\/sign-in\/company\?/);
    const answer = { ...shown.fields, csrf: asked.fields.csrf ?? '', response: key.get(shown.options) };
    const proven = await browser.post('/prove-it-is-you/passkey', answer);
    assert.equal(proven.status, 422);
    assert.match(await proven.text(), /sign in at their company/);
  });

  it('lets somebody in by a code and their own password, once, with a second factor where they have one', async () => {
    const { email, password } = personOf('Jim Carter');
    stage.there.setDown(true);
    try {
      const [first = '', second = ''] = codes;
      assert.equal((await type(email, 'wrong password', first)).status, 422);
      assert.equal((await type(email, password, 'abcd-efgh')).status, 422);
      const { status, browser } = await type(email, password, ` ${first.toUpperCase()} `);
      assert.deepEqual([status, await stage.whoIs(browser)], [303, email]);
      assert.equal((await type(email, password, first)).status, 422, 'a code is good once');
      await addAuthenticator(stage.here, browser);
      const again = await type(email, password, second);
      assert.deepEqual([again.status, await isSignedIn(again.browser)], [303, false]);
    } finally {
      stage.there.setDown(false);
    }
    const rows = await stage.here.house.database.read((tx) =>
      tx
        .selectFrom('audit_events')
        .select('event')
        .where('event', '=', 'identity_provider.way_out_used')
        .execute(),
    );
    assert.equal(rows.length, 2);
    const notices = (await stage.manage<Notice[]>('Ana Torres', 'GET', '/manage/v1/notices')).body;
    assert.deepEqual(
      notices.flatMap(({ kind, data }) => (kind === 'way_out.used' ? [[data.person_name, data.left]] : [])),
      [
        ['Jim Carter', 6],
        ['Jim Carter', 7],
      ],
    );
    const [provider] = (await stage.manage<IdentityProvider[]>('Ana Torres', 'GET', stage.base)).body;
    assert.equal(provider?.way_out_codes, 6);
    const renewed = await stage.manage<WayOutCodes>('Ana Torres', 'POST', `${path}/way_out_codes`, {});
    assert.equal(renewed.status, 201);
    const [, , third = ''] = codes;
    assert.equal((await type(email, password, third)).status, 422, 'new codes end the old ones');
  });

  it('is released by an operator, and by the company itself', async () => {
    const { email, password } = personOf('Jim Carter');
    const list = '/manage/v1/operator/identity_providers';
    const shown = await stage.manage<CompulsoryProvider[]>('Olivia Reed', 'GET', list);
    const [line] = shown.body;
    assert.deepEqual([shown.body.length, line?.issuer], [1, stage.there.issuer]);
    assert.equal((await stage.manage('Ana Torres', 'POST', `${list}/${line?.id}/release`, {})).status, 403);
    assert.equal((await stage.manage('Olivia Reed', 'POST', `${list}/${line?.id}/release`, {})).status, 204);
    assert.equal((await stage.manage('Olivia Reed', 'POST', `${list}/${line?.id}/release`, {})).status, 404);
    assert.equal((await type(email, password)).status, 303);
    assert.equal((await change({ compulsory: true })).status, 200);
    assert.equal((await type(email, password)).status, 422);
    assert.equal((await change({ compulsory: false })).status, 200);
    assert.equal((await type(email, password)).status, 303);
  });
});
