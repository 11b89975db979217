import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { OperatorPerson } from '@gatehouse/wire';
import { Check } from 'typebox/value';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import {
  type CompanyStage,
  forPeople,
  setCompanyStage,
} from '../installations/company-stage.test-support.ts';
import { newestMailTo } from '../testing/mail-links.ts';
import { signInByForm } from '../testing/sign-in-by-form.ts';

const people = '/manage/v1/operator/people';

describe('somebody is cut off by others', () => {
  let stage: CompanyStage;
  let operator: Visitor;
  before(async () => {
    stage = await setCompanyStage();
    operator = await stage.visitor('Olivia Reed');
  });
  after(() => stage[Symbol.asyncDispose]());

  const isIn = async (visitor: Visitor) => (await visitor.call('GET', '/manage/v1/session')).status === 200;
  const found = async (email: string, who = operator) =>
    await who.call<OperatorPerson[]>('GET', `${people}?email=${encodeURIComponent(email)}`);
  const audited = async (event: string, personId: number) =>
    await stage.platform.house.database.read((tx) =>
      tx
        .selectFrom('audit_events')
        .select(['actor_id', 'company_id', 'details'])
        .where('event', '=', event)
        .where('subject', '=', `person:${personId}`)
        .orderBy('id')
        .execute(),
    );
  const cast = (name: string) =>
    stage.platform.demo.people.find((each) => each.name === name) ?? assert.fail();

  it('an operator finds one person by the whole address, and nobody else finds anybody', async () => {
    const jim = await stage.visitor('Jim Carter');
    const { status, body } = await found(` ${jim.email.toUpperCase()} `);
    assert.equal(status, 200);
    const [person] = body;
    assert.ok(Check(OperatorPerson, person), JSON.stringify(body));
    assert.deepEqual(
      [person.id, person.operator, person.companies, person.deactivated_at],
      [jim.personId, false, 2, null],
    );
    assert.ok(person.sessions >= 1);
    for (const nobody of ['jim', '%', 'nobody@nowhere.example'])
      assert.deepEqual((await found(nobody)).body, []);
    for (const who of [jim, stage.admin]) assert.equal((await found(jim.email, who)).status, 403);
    for (const [method, end] of [
      ['DELETE', 'sessions'],
      ['POST', 'deactivate'],
      ['POST', 'reactivate'],
    ] as const)
      assert.equal((await stage.admin.call(method, `${people}/${jim.personId}/${end}`, {})).status, 403, end);
  });

  it('every browser is signed out at once; apps go on; the person is told', async () => {
    const app = await stage.publish('Field Notes', forPeople);
    await stage.install(app);
    const { accessToken } = await stage.allow(app, 'Lucía Ramírez');
    const [one, two] = [await stage.visitor('Lucía Ramírez'), await stage.visitor('Lucía Ramírez')];
    assert.equal((await operator.call('DELETE', `${people}/${one.personId}/sessions`)).status, 204);
    assert.deepEqual([await isIn(one), await isIn(two), await isIn(operator)], [false, false, true]);
    assert.equal((await stage.rest(accessToken, '/rest/v1.0/me')).status, 200);
    assert.equal((await newestMailTo(stage.platform, one.email)).kind, 'account.signed_out');
    const [row] = await audited('person.sessions_ended', one.personId);
    assert.equal(row?.actor_id, String(operator.personId));
    assert.equal((JSON.parse(row?.details ?? '{}') as { by: string }).by, 'operator');
    assert.equal((await operator.call('DELETE', `${people}/999999/sessions`)).status, 404);
    await signInByForm(stage.platform.url, cast('Lucía Ramírez'));
  });

  it('who is switched off is out by browser, token and password at once, and what was allowed stays gone', async () => {
    const app = await stage.publish('Day Log', forPeople);
    await stage.install(app);
    const { accessToken, refreshToken } = await stage.allow(app, 'Jim Carter');
    const jim = await stage.visitor('Jim Carter');
    assert.equal((await stage.rest(accessToken, '/rest/v1.0/me')).status, 200);
    assert.equal((await operator.call('POST', `${people}/${jim.personId}/deactivate`, {})).status, 204);
    assert.equal((await operator.call('POST', `${people}/${jim.personId}/deactivate`, {})).status, 404);
    const isOut = async () => {
      assert.equal((await stage.rest(accessToken, '/rest/v1.0/me')).status, 401);
      const { status, body } = await stage.token({
        grant_type: 'refresh_token',
        client_id: app.clientId,
        client_secret: app.clientSecret,
        refresh_token: refreshToken,
      });
      assert.deepEqual([status, body.error], [400, 'invalid_grant']);
      assert.equal(await isIn(jim), false);
    };
    await isOut();
    await assert.rejects(signInByForm(stage.platform.url, cast('Jim Carter')));
    assert.equal((await newestMailTo(stage.platform, jim.email)).kind, 'account.deactivated');
    assert.equal((await audited('person.deactivated', jim.personId)).length, 1);
    const [person] = (await found(jim.email)).body;
    assert.deepEqual([person?.sessions, person?.connected_apps], [0, 0]);
    assert.ok(person?.deactivated_at);

    assert.equal((await operator.call('POST', `${people}/${jim.personId}/reactivate`, {})).status, 204);
    assert.equal((await operator.call('POST', `${people}/${jim.personId}/reactivate`, {})).status, 404);
    await isOut();
    await signInByForm(stage.platform.url, cast('Jim Carter'));
    assert.equal((await audited('person.reactivated', jim.personId)).length, 1);
  });

  it('no operator switches themselves off', async () => {
    const path = `${people}/${operator.personId}/deactivate`;
    assert.equal((await operator.call('POST', path, {})).status, 422);
    assert.ok(await isIn(operator));
  });

  it('a company admin signs out whoever is of their company alone, and nobody of others', async () => {
    const of = (personId: number) => `${stage.base}/people/${personId}/sessions`;
    const [lucia, jim] = [await stage.visitor('Lucía Ramírez'), await stage.visitor('Jim Carter')];
    assert.equal((await stage.admin.call('DELETE', of(lucia.personId))).status, 204);
    assert.equal(await isIn(lucia), false);
    const [, row] = await audited('person.sessions_ended', lucia.personId);
    assert.equal(row?.company_id, stage.companyId);
    assert.equal((await newestMailTo(stage.platform, lucia.email)).kind, 'account.signed_out');
    // Jim is in a second company, Olivia in none.
    assert.equal((await stage.admin.call('DELETE', of(jim.personId))).status, 422);
    assert.equal((await stage.admin.call('DELETE', of(operator.personId))).status, 404);
    assert.equal((await jim.call('DELETE', of(lucia.personId))).status, 404);
    assert.deepEqual([await isIn(jim), await isIn(operator)], [true, true]);
  });

  it('of nothing that ended nobody is told: no mailbox is filled by those who run a company or the deployment', async () => {
    const { house } = stage.platform;
    const email = 'never-asked@elsewhere.example';
    const { body: added } = await stage.admin.call<{ id: number }>(
      'POST',
      `/rest/v1.0/companies/${stage.companyId}/users`,
      { user: { first_name: 'Never', last_name: 'Asked', email_address: email } },
    );
    const mailed = async (address: string) =>
      await house.database.read((tx) =>
        tx
          .selectFrom('mails')
          .select('id')
          .where('address', '=', address)
          .where('kind', '=', 'account.signed_out')
          .execute(),
      );
    const asked = await stage.admin.call('DELETE', `${stage.base}/people/${added.id}/sessions`);
    assert.equal(asked.status, 422, 'who has not joined is not the company’s to sign out');
    assert.equal((await operator.call('DELETE', `${people}/${added.id}/sessions`)).status, 204);
    assert.deepEqual([await mailed(email), await audited('person.sessions_ended', added.id)], [[], []]);

    // Somebody has a session, and nobody has shown that they read the address.
    const lucia = await stage.visitor('Lucía Ramírez');
    const ofLucia = `${stage.base}/people/${lucia.personId}/sessions`;
    const prove = async (at: number | null) =>
      await house.database.write((tx) =>
        tx.updateTable('people').set({ email_proven_at: at }).where('id', '=', lucia.personId).execute(),
      );
    const before = (await mailed(lucia.email)).length;
    await prove(null);
    assert.equal((await stage.admin.call('DELETE', ofLucia)).status, 204);
    assert.deepEqual([await isIn(lucia), (await mailed(lucia.email)).length], [false, before]);
    await prove(1);
    for (let round = 0; round < 7; round += 1) {
      const again = await stage.visitor('Lucía Ramírez');
      assert.equal((await stage.admin.call('DELETE', ofLucia)).status, 204);
      assert.equal(await isIn(again), false);
    }
    assert.equal((await mailed(lucia.email)).length, 5, 'of one day');
  });
});
