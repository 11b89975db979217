import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { WaitingDomain } from '@gatehouse/wire';
import { openFormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform } from '../testing/start-platform.ts';
import {
  type CompanySignInStage,
  companySignInStage,
  domain,
  outsider,
} from './testing/company-sign-in-stage.ts';

describe('signing in at one’s company ends', () => {
  let stage: CompanySignInStage;
  const jim = outsider('jim');
  before(async () => {
    stage = await companySignInStage();
    await stage.callHere('Jim Carter', `jim@${domain}`);
  });
  after(() => stage.close());

  it('with the membership, with the provider, and with the operator’s switch', async () => {
    const { here, there } = stage;
    const { id } = await stage.register({ connects: true });
    assert.equal((await stage.signIn(jim)).status, 303);
    const setRemoved = (removed_at: number | null) =>
      here.house.database.write((tx) =>
        tx
          .updateTable('company_members')
          .set({ removed_at })
          .where('company_id', '=', stage.companyId)
          .where('person_id', 'in', (from) =>
            from.selectFrom('people').select('id').where('name', '=', 'Jim Carter'),
          )
          .execute(),
      );
    await setRemoved(1);
    assert.equal((await stage.signIn(jim)).status, 403);
    await setRemoved(null);
    const browser = openFormBrowser(here.url);
    const back = await there.signIn(jim, (await stage.begin(browser, `jim@${domain}`)).location);
    assert.equal((await stage.manage('Ana Torres', 'DELETE', `${stage.base}/${id}`)).status, 204);
    assert.equal((await stage.comeBack(browser, back)).status, 400);
    assert.equal((await stage.begin(browser, `jim@${domain}`)).status, 422);
    const off = await startPlatform();
    try {
      assert.equal((await openFormBrowser(off.url).get('/sign-in/company')).status, 404);
    } finally {
      await off.close();
    }
  });

  it('for the while it is unreachable, whatever the address, and a password still signs in', async () => {
    const dead = {
      issuer: 'http://127.0.0.1:9',
      client_id: 'x',
      client_secret: 'x',
      domains: ['dead.example'],
    };
    assert.equal((await stage.manage('Ana Torres', 'POST', stage.base, dead)).status, 201);
    const path = '/manage/v1/operator/identity_domains';
    const waiting = await stage.manage<WaitingDomain[]>('Olivia Reed', 'GET', path);
    const line = waiting.body.find((each) => each.domain === 'dead.example') ?? assert.fail();
    await stage.manage('Olivia Reed', 'POST', `${path}/${line.id}/approve`, {});
    for (const name of ['jim', 'nobody-at-all'])
      assert.equal((await stage.begin(openFormBrowser(stage.here.url), `${name}@dead.example`)).status, 502);
    const person = stage.here.demo.people.find(({ name }) => name === 'Jim Carter') ?? assert.fail();
    await signInByForm(stage.here.url, person);
  });
});
