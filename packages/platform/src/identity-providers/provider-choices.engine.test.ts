import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { IdentityProvider, IdentityProviderTest, PermissionTemplateShow } from '@gatehouse/wire';
import { addAuthenticator } from '../testing/authenticator.ts';
import {
  type CompanySignInStage,
  companySignInStage,
  domain,
  outsider,
} from './testing/company-sign-in-stage.ts';

describe('what a company chooses about its provider', () => {
  let stage: CompanySignInStage;
  before(async () => {
    stage = await companySignInStage();
  });
  after(() => stage.close());

  async function methodsOf(email: string): Promise<string | null> {
    const row = await stage.here.house.database.read((tx) =>
      tx
        .selectFrom('sessions')
        .innerJoin('people', 'people.id', 'sessions.person_id')
        .select('sessions.methods')
        .where('people.email', '=', email)
        .orderBy('sessions.created_at', 'desc')
        .executeTakeFirstOrThrow(),
    );
    return row.methods;
  }

  it('a second factor of the provider counts where the company says so, and not before', async () => {
    const { id, trusts_mfa } = await stage.register({ admits: true });
    assert.equal(trusts_mfa, false);
    const person = outsider('twofold', { amr: ['pwd', 'otp', 'hwk', 'user', 'mfa'] });
    const { browser } = await stage.signIn(person);
    assert.equal(await methodsOf(person.email ?? ''), 'fed pwd otp');
    await addAuthenticator(stage.here, browser);
    assert.equal((await stage.signIn(person)).location, '/sign-in/second-step');
    const path = `${stage.base}/${id}`;
    const changed = await stage.manage<IdentityProvider>('Ana Torres', 'PATCH', path, { trusts_mfa: true });
    assert.equal(changed.body.trusts_mfa, true);
    stage.here.clock.advance(1_000);
    assert.equal((await stage.signIn(person)).location, '/');
    assert.equal(await methodsOf(person.email ?? ''), 'fed pwd otp hwk user mfa');
    // A key that was one factor there and a code of ours are no key of ours, which is what no false page can ask for.
    const halfway = { ...person, amr: ['pwd', 'hwk'] };
    assert.equal((await stage.signIn(halfway)).location, '/sign-in/second-step');
  });

  it('new people get the template it chose, which makes nobody an admin', async () => {
    const templates = `/rest/v1.0/companies/${stage.companyId}/permission_templates`;
    const make = async (name: string, levels: object) => {
      const body = { permission_template: { name, type: 'company_tools', user_access_levels: levels } };
      const made = await stage.manage<PermissionTemplateShow>('Ana Torres', 'POST', templates, body);
      assert.equal(made.status, 200, JSON.stringify(made.body));
      return made.body.id;
    };
    const readers = await make('Newcomers', { documents: 2 });
    const admins = await make('Bosses', { admin: 4 });
    const { id } = await stage.register({ admits: true, template_id: readers });
    const path = `${stage.base}/${id}`;
    for (const template_id of [admins, 1_000_000])
      assert.equal((await stage.manage('Ana Torres', 'PATCH', path, { template_id })).status, 422);
    await stage.signIn(outsider('reader'));
    assert.equal(await templateOf(`reader@${domain}`), readers);
    const none = await stage.manage<IdentityProvider>('Ana Torres', 'PATCH', path, { template_id: null });
    assert.equal(none.body.template_id, null);
    await stage.signIn(outsider('plain'));
    assert.equal(await templateOf(`plain@${domain}`), null);
  });

  it('a test tells whether the provider works, is unreachable, or is none', async () => {
    const { id } = await stage.register();
    const path = `${stage.base}/${id}/test`;
    const test = async () =>
      (await stage.manage<IdentityProviderTest>('Ana Torres', 'POST', path, {})).body.fault;
    assert.equal(await test(), null);
    stage.there.setDown(true);
    assert.equal(await test(), 'unreachable');
    stage.there.setDown(false);
    const other = { issuer: stage.here.url, client_id: 'x', client_secret: 'x', domains: ['other.example'] };
    const gatehouse = await stage.manage<IdentityProvider>('Ana Torres', 'POST', stage.base, other);
    const good = await stage.manage<IdentityProviderTest>(
      'Ana Torres',
      'POST',
      `${stage.base}/${gatehouse.body.id}/test`,
      {},
    );
    assert.deepEqual(good.body, { works: true, fault: null });
    const wrong = { ...other, issuer: `${stage.here.url}/console` };
    const none = await stage.manage<IdentityProvider>('Ana Torres', 'POST', stage.base, wrong);
    const bad = await stage.manage<IdentityProviderTest>(
      'Ana Torres',
      'POST',
      `${stage.base}/${none.body.id}/test`,
      {},
    );
    assert.equal(bad.body.fault, 'not_a_provider');
    assert.equal((await stage.manage('Jim Carter', 'POST', path, {})).status, 404);
    assert.equal((await stage.manage('Ana Torres', 'POST', `${stage.base}/1000000/test`, {})).status, 404);
  });

  async function templateOf(email: string): Promise<number | null> {
    const row = await stage.here.house.database.read((tx) =>
      tx
        .selectFrom('company_members')
        .innerJoin('people', 'people.id', 'company_members.person_id')
        .select('company_members.permission_template_id')
        .where('people.email', '=', email)
        .executeTakeFirstOrThrow(),
    );
    return row.permission_template_id;
  }
});

describe('where the operator believes no provider', () => {
  it('a second factor asked for there is none here, whatever the company says', async (t) => {
    const stage = await companySignInStage({ providerFactors: 'never' });
    t.after(() => stage.close());
    await stage.register({ admits: true, trusts_mfa: true });
    const person = outsider('twofold', { amr: ['pwd', 'mfa'] });
    await addAuthenticator(stage.here, (await stage.signIn(person)).browser);
    assert.equal((await stage.signIn(person)).location, '/sign-in/second-step');
  });
});
