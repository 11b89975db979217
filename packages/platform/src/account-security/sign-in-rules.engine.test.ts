import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SignInRules } from '@gatehouse/wire';
import {
  type CompanySignInStage,
  companySignInStage,
} from '../identity-providers/testing/company-sign-in-stage.ts';
import { addAuthenticator, isSignedIn, toNextStep, typePassword } from '../testing/authenticator.ts';
import type { FormBrowser } from '../testing/sign-in-by-form.ts';

describe('a company that asks its people for a second factor', () => {
  let stage: CompanySignInStage;
  let path: string;
  before(async () => {
    stage = await companySignInStage();
    path = `/manage/v1/companies/${stage.companyId}/sign_in_rules`;
  });
  after(() => stage.close());

  const enter = async (name: string): Promise<FormBrowser> => {
    const person = stage.here.demo.people.find((each) => each.name === name) ?? assert.fail(name);
    return (await typePassword(stage.here, person)).browser;
  };
  const set = (who: FormBrowser, second_factor: string) =>
    stage.manage<SignInRules>(who, 'PATCH', path, { second_factor });
  let ana: FormBrowser;

  it('is one whose admin has one, of production, and nobody else changes it', async () => {
    ana = await enter('Ana Torres');
    const before = await stage.manage<SignInRules>(ana, 'GET', path);
    assert.equal(before.body.second_factor, 'offered');
    const early = await set(ana, 'required');
    assert.equal(early.status, 422);
    assert.match(JSON.stringify(early.body), /set one up first/);
    assert.equal((await set(await enter('Jim Carter'), 'required')).status, 403);
    toNextStep(stage.here);
    await addAuthenticator(stage.here, ana);
    const after = await set(ana, 'required');
    assert.deepEqual(
      [after.status, after.body],
      [200, { second_factor: 'required', people_without: before.body.people_without - 1 }],
    );
  });

  it('lets its people reach nothing before they have one, at once, and leaves others alone', async () => {
    await set(ana, 'offered');
    const jim = await enter('Jim Carter');
    const devon = await enter('Devon Park');
    assert.equal(await isSignedIn(jim), true);
    await set(ana, 'required');
    assert.equal(await isSignedIn(jim), false);
    assert.equal(await isSignedIn(devon), true);
    assert.equal(await isSignedIn(ana), true);
    const away = (await jim.get('/password')).headers.get('location') ?? '';
    assert.equal((await jim.get(away)).headers.get('location'), '/second-factor?done=needed');
    toNextStep(stage.here);
    await addAuthenticator(stage.here, jim);
    assert.equal(await isSignedIn(jim), true);
  });

  it('asks nobody who left it, and nobody any more once it takes the rule back', async () => {
    const { database } = stage.here.house;
    const sam = await enter('Sam Okafor');
    assert.equal(await isSignedIn(sam), false);
    const leave = (at: number | null) =>
      database.write((tx) =>
        tx
          .updateTable('company_members')
          .set({ removed_at: at })
          .where('company_id', '=', stage.companyId)
          .execute(),
      );
    await leave(1);
    assert.equal(await isSignedIn(sam), true);
    await leave(null);
    assert.equal(await isSignedIn(sam), false);
    await set(ana, 'offered');
    assert.equal(await isSignedIn(sam), true);
  });

  it('says in its audit trail who changed it, once for each change', async () => {
    const changes = async () => {
      const rows = await stage.here.house.database.read((tx) =>
        tx.selectFrom('audit_events').selectAll().where('company_id', '=', stage.companyId).execute(),
      );
      return rows.filter(({ event }) => event === 'company.sign_in_rules_changed').length;
    };
    await set(ana, 'offered');
    const before = await changes();
    for (const rule of ['offered', 'required', 'required', 'offered']) await set(ana, rule);
    assert.equal(await changes(), before + 2);
  });

  it('is no sandbox: a developer’s own company asks nobody', async () => {
    const sandbox =
      stage.here.demo.companies.find(({ environment }) => environment === 'sandbox') ?? assert.fail();
    const admin = await enter('Devon Park');
    toNextStep(stage.here);
    await addAuthenticator(stage.here, admin);
    const there = `/manage/v1/companies/${sandbox.id}/sign_in_rules`;
    const { status, body } = await stage.manage(admin, 'PATCH', there, { second_factor: 'required' });
    assert.equal(status, 422, JSON.stringify(body));
  });
});
