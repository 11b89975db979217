import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ConnectedApps, parse } from '@gatehouse/wire';
import { flushRefusals } from '../request-log/flush-refusals.ts';
import { authorizePath, type OAuthStage, redirectUri, setOAuthStage } from '../testing/oauth-clients.ts';
import { consentFields, type FormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';

describe('the companies that a person lets an app into', () => {
  let stage: OAuthStage;
  let one: number;
  let two: number;
  before(async () => {
    stage = await setOAuthStage();
    [one, two] = await twoCompanies();
  });
  after(() => stage[Symbol.asyncDispose]());

  /** Jim in two production companies, both of which let members install. */
  async function twoCompanies(): Promise<[number, number]> {
    const { database } = stage.platform.house;
    const ids = stage.platform.demo.companies
      .filter(({ environment }) => environment === 'production')
      .map(({ id }) => id);
    await database.write(async (tx) => {
      await tx.updateTable('companies').set({ user_installs_blocked_at: null }).execute();
      for (const id of ids)
        await tx
          .insertInto('company_members')
          .values({
            company_id: id,
            person_id: stage.personId,
            employee_since: null,
            job_title: null,
            created_at: 1,
            removed_at: null,
          })
          .onConflict((on) => on.doNothing())
          .execute();
    });
    const [first, second] = ids;
    assert.ok(first !== undefined && second !== undefined);
    return [first, second];
  }

  async function allow(fields: (page: string) => Record<string, string>) {
    const path = authorizePath(stage.web, { prompt: 'consent' });
    const page = await (await stage.browser.get(path)).text();
    const response = await stage.browser.post('/oauth/authorize', { ...fields(page), decision: 'allow' });
    await response.text();
    return { page, status: response.status, location: response.headers.get('location') ?? '' };
  }

  async function tokenOf(location: string): Promise<string> {
    assert.ok(location.startsWith(`${redirectUri}?`), location);
    const { body } = await stage.redeem(stage.web, new URL(location).searchParams.get('code') ?? '');
    return String(body.access_token);
  }

  const without = (page: string, companyId: number) => {
    const { [`company_${companyId}`]: ticked, ...fields } = consentFields(page);
    assert.equal(ticked, 'on');
    return fields;
  };

  async function call(token: string, companyId: number) {
    const response = await fetch(new URL(`/rest/v1.0/companies/${companyId}`, stage.platform.url), {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: response.status, body: (await response.json()) as { errors?: unknown } };
  }

  /** Requests for apps name their company in the query or the body: what comes of reading, and of making one. */
  async function asks(token: string, companyId: number): Promise<[number, number]> {
    const url = new URL('/rest/v1.0/installation_requests', stage.platform.url);
    const body = JSON.stringify({ company_id: companyId, developer_app_id: 'no app' });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const made = await fetch(url, { method: 'POST', headers, body });
    url.search = String(new URLSearchParams({ company_id: String(companyId), developer_app_id: 'no app' }));
    const read = await fetch(url, { headers });
    await Promise.all([made.text(), read.text()]);
    return [read.status, made.status];
  }

  async function companiesSeen(token: string): Promise<number[]> {
    const response = await fetch(new URL('/rest/v1.0/companies', stage.platform.url), {
      headers: { authorization: `Bearer ${token}` },
    });
    return ((await response.json()) as { id: number }[]).map(({ id }) => id);
  }

  async function manage(method: string, path: string, browser: FormBrowser = stage.browser) {
    const base = { cookie: browser.cookies(), origin: stage.platform.url };
    const session = await fetch(new URL('/manage/v1/session', stage.platform.url), { headers: base });
    const { csrf_token: csrf } = (await session.json()) as { csrf_token: string };
    const response = await fetch(new URL(`/manage/v1/connected_apps${path}`, stage.platform.url), {
      method,
      headers: { ...base, 'x-csrf-token': csrf },
    });
    return { status: response.status, body: (await response.json()) as unknown };
  }

  async function listed() {
    const parsed = parse(ConnectedApps, (await manage('GET', '')).body);
    assert.ok(parsed.ok, JSON.stringify(parsed));
    const app = parsed.value.find(({ app: { name } }) => name === 'Web');
    assert.ok(app);
    return app;
  }

  /** What the app's developers read of refused calls. */
  async function loggedReasons() {
    await flushRefusals(stage.platform.house);
    const rows = await stage.platform.house.database.read((tx) =>
      tx.selectFrom('request_log').select('reason').where('client_id', '=', stage.web.clientId).execute(),
    );
    return rows.map(({ reason }) => reason);
  }

  const audited = async (event: string, companyId: number) =>
    await stage.platform.house.database.read(async (tx) => {
      const rows = await tx
        .selectFrom('audit_events')
        .select('id')
        .where('event', '=', event as 'authorization.granted')
        .where('company_id', '=', companyId)
        .execute();
      return rows.length;
    });

  const installedIn = async (companyId: number) =>
    await stage.platform.house.database.read(async (tx) => {
      const client = await tx
        .selectFrom('clients')
        .select('app_id')
        .where('client_id', '=', stage.web.clientId)
        .executeTakeFirstOrThrow();
      const row = await tx
        .selectFrom('installations')
        .select('id')
        .where('company_id', '=', companyId)
        .where('app_id', '=', client.app_id ?? 0)
        .executeTakeFirst();
      return row !== undefined;
    });

  it('a company left out at consent is neither reached nor seen, and the app is not brought into it', async () => {
    const { location, page } = await allow((shown) => without(shown, two));
    assert.match(page, new RegExp(`name="company_${one}" value="on" checked`));
    const token = await tokenOf(location);
    assert.equal((await call(token, one)).status, 200);
    // Neither the answer nor the app's log tells a company of the person's from one that is none of theirs.
    const refused = await call(token, two);
    assert.equal(refused.status, 404);
    assert.deepEqual(refused, await call(token, 987_654));
    assert.deepEqual(new Set(await loggedReasons()), new Set(['not_found']));
    assert.ok((await companiesSeen(token)).includes(one));
    assert.ok(!(await companiesSeen(token)).includes(two));
    assert.deepEqual([await installedIn(one), await installedIn(two)], [true, false]);
    assert.deepEqual(
      [await asks(token, one), await asks(token, two)],
      [[200, 422], await asks(token, 987_654)],
    );
    assert.equal(await audited('authorization.company_left_out', two), 1);
    assert.equal(await audited('authorization.company_left_out', one), 0);
  });

  it('what was chosen stands on the next page, and saying the same again changes nothing', async () => {
    const { page } = await allow(consentFields);
    assert.match(page, new RegExp(`name="company_${two}" value="on" aria`));
    assert.equal(await audited('authorization.company_left_out', two), 1);
    assert.equal(await audited('authorization.company_let_in', two), 0);
  });

  it('the choice is changed under Connected apps, and binds a token that is out on its very next call', async () => {
    const { location } = await allow(consentFields);
    const token = await tokenOf(location);
    const app = await listed();
    assert.deepEqual(
      app.companies
        .filter(({ id }) => id === one || id === two)
        .map(({ id, allowed, state }) => [id, allowed, state]),
      [one, two]
        .map((id) => [id, id === one, id === one ? 'connected' : 'not_installed'])
        .toSorted((a, b) => nameOrder(a, b)),
    );
    const of = (companyId: number) => `/${app.id}/companies/${companyId}`;
    assert.equal((await manage('PUT', of(two))).status, 200);
    assert.equal((await call(token, two)).status, 200);
    assert.equal(await installedIn(two), true);
    assert.equal((await manage('DELETE', of(one))).status, 200);
    assert.equal((await call(token, one)).status, 404);
    assert.deepEqual(
      [
        await audited('authorization.company_let_in', two),
        await audited('authorization.company_left_out', one),
      ],
      [1, 1],
    );
    assert.equal((await manage('PUT', of(one))).status, 200);
    assert.equal((await call(token, one)).status, 200);
  });

  /** In the order of the list: by the companies' names. */
  const nameOrder = ([a]: readonly unknown[], [b]: readonly unknown[]) => {
    const nameOf = (id: unknown) => stage.platform.demo.companies.find((each) => each.id === id)?.name ?? '';
    return nameOf(a) < nameOf(b) ? -1 : 1;
  };

  it('of somebody else’s app, a strange company, or a revoked app nothing is there to choose', async () => {
    const { id } = await listed();
    const ana = stage.platform.demo.people.find(({ email }) => email.startsWith('ana@'));
    assert.ok(ana);
    const anas = await signInByForm(stage.platform.url, ana);
    assert.equal((await manage('DELETE', `/${id}/companies/${one}`, anas)).status, 404);
    assert.equal((await manage('DELETE', `/${id}/companies/987654`)).status, 404);
    const sandbox = stage.platform.demo.companies.find(({ environment }) => environment === 'sandbox');
    assert.ok(sandbox);
    assert.equal((await manage('DELETE', `/${id}/companies/${sandbox.id}`)).status, 404);
    const token = await tokenOf((await allow(consentFields)).location);
    assert.equal((await call(token, one)).status, 200);
  });

  it('a box that says what no browser sends is no answer', async () => {
    const { status, location } = await allow((page) => ({
      ...consentFields(page),
      [`company_${one}`]: 'yes',
    }));
    assert.deepEqual([status, location], [400, '']);
  });

  it('with every box empty the app reaches no company at all', async () => {
    const { location } = await allow((page) => {
      const { csrf = '', request = '' } = consentFields(page);
      return { csrf, request };
    });
    const token = await tokenOf(location);
    assert.deepEqual([(await call(token, one)).status, (await call(token, two)).status], [404, 404]);
    assert.deepEqual(await companiesSeen(token), []);
    assert.equal((await stage.introspect(stage.web, token)).body.active, true);
  });
});
