import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type CompanySignInStage, companySignInStage, outsider } from './testing/company-sign-in-stage.ts';

/** A provider may take its time over a code: what is decided until it answers holds. */
describe('what a company decides while its provider thinks', () => {
  let stage: CompanySignInStage;
  let path: string;
  before(async () => {
    stage = await companySignInStage();
  });
  beforeEach(async () => {
    const { id } = await stage.register({ admits: true, trusts_mfa: true });
    path = `${stage.base}/${id}`;
  });
  after(() => stage.close());

  const decide = (method: string, body?: object) =>
    stage.there.meanwhile(async () => {
      const { status } = await stage.manage('Ana Torres', method, path, body);
      assert.ok(status === 200 || status === 204, String(status));
    });

  it('that nobody new is admitted', async () => {
    decide('PATCH', { admits: false });
    assert.equal((await stage.signIn(outsider('late'))).status, 403);
    const people = await stage.here.house.database.read((tx) =>
      tx.selectFrom('people').select('id').where('email', 'like', 'late@%').execute(),
    );
    assert.deepEqual(people, []);
  });

  it('that it is another provider, whose subjects are other people', async () => {
    decide('PATCH', { issuer: 'http://127.0.0.1:9', keeps_people: true, client_secret: 'of the other' });
    assert.equal((await stage.signIn(outsider('moved'))).status, 400);
  });

  it('that its second factors count no more', async () => {
    decide('PATCH', { trusts_mfa: false });
    const { browser } = await stage.signIn(outsider('trusted', { amr: ['pwd', 'mfa'] }));
    assert.ok((await stage.whoIs(browser)) !== undefined);
    const row = await stage.here.house.database.read((tx) =>
      tx.selectFrom('sessions').select('methods').orderBy('created_at', 'desc').executeTakeFirstOrThrow(),
    );
    assert.equal(row.methods, 'fed pwd');
  });
});
