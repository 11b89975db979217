import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addAuthenticator, typeCode } from '../testing/authenticator.ts';
import { signInByForm } from '../testing/sign-in-by-form.ts';
import {
  type CompanySignInStage,
  companySignInStage,
  domain,
  outsider,
} from './testing/company-sign-in-stage.ts';

describe('whom a company’s provider lets in', () => {
  let stage: CompanySignInStage;
  before(async () => {
    stage = await companySignInStage();
  });
  after(() => stage.close());

  it('somebody new where the company admits them, into its directory, without any permission', async () => {
    const { here } = stage;
    await stage.register({ admits: true });
    const { status, location, browser } = await stage.signIn(outsider('new', { amr: ['pwd'] }));
    assert.deepEqual([status, location], [303, '/']);
    assert.equal(await stage.whoIs(browser), `new@${domain}`);
    const row = await here.house.database.read((tx) =>
      tx
        .selectFrom('sessions')
        .innerJoin('people', 'people.id', 'sessions.person_id')
        .innerJoin('company_members', 'company_members.person_id', 'people.id')
        .select(['sessions.methods', 'people.name', 'people.password_hash', 'company_members.company_id'])
        .where('people.email', '=', `new@${domain}`)
        .executeTakeFirstOrThrow(),
    );
    const expected = {
      methods: 'fed pwd',
      name: 'Nia Cole',
      password_hash: null,
      company_id: stage.companyId,
    };
    assert.deepEqual(row, expected);
    // By subject, not by address: the same person there under another name of mail is the same here.
    const again = await stage.signIn(outsider('new', { email: 'elsewhere@other.example' }));
    assert.equal(await stage.whoIs(again.browser), `new@${domain}`);
  });

  it('nobody for a member by address alone, until they have proven both sides, or the company says so', async () => {
    await stage.register({ admits: true });
    await stage.callHere('Jim Carter', `jim@${domain}`);
    const alone = await stage.signIn(outsider('jim'));
    assert.deepEqual([alone.status, await stage.whoIs(alone.browser)], [403, undefined]);
    const both = await signInByForm(stage.here.url, jim());
    assert.equal((await stage.signIn(outsider('jim'), both)).status, 303);
    assert.equal(await stage.whoIs((await stage.signIn(outsider('jim'))).browser), `jim@${domain}`);
    await stage.register({ connects: true });
    assert.equal(await stage.whoIs((await stage.signIn(outsider('jim'))).browser), `jim@${domain}`);
  });

  it('no address outside its domains or unproven, no stranger to the company, and never an operator', async () => {
    await stage.register({ admits: true, connects: true });
    assert.equal((await stage.signIn(outsider('lucia', { email: 'lucia@other.example' }))).status, 403);
    assert.equal((await stage.signIn(outsider('unproven', { email_verified: false }))).status, 403);
    for (const name of ['Olivia Reed', 'Devon Park']) {
      await stage.callHere(name, `boss@${domain}`);
      const { status, browser } = await stage.signIn(outsider('boss'));
      assert.deepEqual([status, await stage.whoIs(browser)], [403, undefined], name);
      await stage.callHere(name, `${name.split(' ')[0]?.toLowerCase()}@gone.example`);
    }
  });

  it('no list of addresses for one, and nobody anew whose subject was somebody before', async () => {
    await stage.register({ admits: true });
    const list = `me@elsewhere.example,fresh@${domain}`;
    assert.equal((await stage.signIn(outsider('listed', { email: list }))).status, 403);
    assert.equal((await stage.signIn(outsider('fresh'))).status, 303);
    await stage.here.house.database.write((tx) =>
      tx.updateTable('people').set({ deactivated_at: 1 }).where('email', '=', `fresh@${domain}`).execute(),
    );
    assert.equal((await stage.signIn(outsider('fresh', { email: `fresh2@${domain}` }))).status, 403);
  });

  it('somebody without a password who adds a second factor here by both', async () => {
    await stage.register({ admits: true });
    const { browser: first } = await stage.signIn(outsider('added'));
    const app = await addAuthenticator(stage.here, first);
    stage.here.clock.advance(60_000);
    const { browser, location } = await stage.signIn(outsider('added', { amr: ['pwd'] }));
    assert.deepEqual([location, await stage.whoIs(browser)], ['/sign-in/second-step', undefined]);
    assert.equal((await typeCode(browser, app.code())).location, '/');
    assert.equal(await stage.whoIs(browser), `added@${domain}`);
    const row = await stage.here.house.database.read((tx) =>
      tx.selectFrom('sessions').select('methods').orderBy('created_at', 'desc').executeTakeFirstOrThrow(),
    );
    assert.equal(row.methods, 'fed pwd otp mfa');
  });

  function jim() {
    return stage.here.demo.people.find(({ name }) => name === 'Jim Carter') ?? assert.fail();
  }
});
