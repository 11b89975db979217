import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ServiceAccountCredentials } from '@gatehouse/wire';
import type { Origin } from '../audit/audit.ts';
import { routesOf } from '../compose.ts';
import { registered, type Visitor } from '../developer-portal/portal-stage.test-support.ts';
import { addCompanyMember } from '../directory/members.ts';
import { setCompanyLevel } from '../directory/tool-levels.ts';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';
import type { RestRoute } from '../rest/rest-route.ts';
import { fill, type Named } from './filled-route.test-support.ts';
import { type FirstTenant, fillFirstTenant, rowsOf } from './first-tenant.test-support.ts';

const system: Origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null };

describe('the admin of a second company, who is a second developer too', () => {
  let stage: CompanyStage;
  let tenant: FirstTenant;
  let mallory: Visitor;
  let machine: string;
  let own: Named;
  let routes: readonly RestRoute[];
  before(async () => {
    stage = await setCompanyStage();
    tenant = await fillFirstTenant(stage);
    mallory = await stage.newcomer('Mallory');
    const { house, demo } = stage.platform;
    const companyId = stage.otherCompanyId;
    const projectId = demo.companies.find(({ id }) => id === companyId)?.projects[0]?.id ?? assert.fail();
    own = { companyId, projectId };
    await house.database.write(async (tx) => {
      const { personId } = mallory;
      await addCompanyMember(house, tx, system, companyId, { personId });
      for (const tool of ['admin', 'directory', 'documents'] as const)
        await setCompanyLevel(house, tx, system, companyId, { personId, tool, level: 'Admin' });
    });
    await registered(mallory, 'Her own app');
    machine = await tokenOfOwnAccount();
    routes = routesOf(house)
      .filter((route): route is RestRoute => route.audience === 'rest' || route.audience === 'manage')
      // Signing herself out comes last.
      .sort((a, b) => Number(isSignOut(a)) - Number(isSignOut(b)));
  });
  after(() => stage[Symbol.asyncDispose]());

  /** A service account of her company with every level there is. */
  async function tokenOfOwnAccount(): Promise<string> {
    const path = `/manage/v1/companies/${own.companyId}/service_accounts`;
    const { body } = await mallory.call<ServiceAccountCredentials>('POST', path, { name: 'Probe' });
    const all = { admin: 'Admin', directory: 'Admin', documents: 'Admin' };
    const { status } = await mallory.call('PUT', `${path}/${body.service_account.id}/permissions`, {
      company: all,
      projects: { [own.projectId]: all },
    });
    assert.equal(status, 200);
    const { client_id, client_secret } = body;
    const bought = await stage.token({ grant_type: 'client_credentials', client_id, client_secret });
    return String(bought.body.access_token);
  }

  async function ask(route: RestRoute, as: 'person' | 'machine', named: Named) {
    const filled = fill(route, tenant, named);
    const headers: Record<string, string> = { 'procore-company-id': String(named.companyId) };
    if (filled.contentType !== undefined) headers['content-type'] = filled.contentType;
    if (as === 'machine') headers.authorization = `Bearer ${machine}`;
    const credentials = as === 'machine' ? {} : mallory.headers();
    const response = await fetch(new URL(filled.path, stage.platform.url), {
      method: route.method,
      headers: { ...credentials, ...headers },
      ...(filled.body === undefined ? {} : { body: filled.body }),
    });
    const { status } = response;
    const text = await response.text();
    const what = `${as}: ${route.method} ${filled.path} was answered ${status}: ${text.slice(0, 300)}`;
    for (const mark of tenant.marks) assert.equal(text.includes(mark), false, `“${mark}”: ${what}`);
    assert.ok(status < 500, what);
    return { status, what, ...filled };
  }

  it('gets nothing by any route that names the first tenant, and changes nothing', async () => {
    const stored = await rowsOf(stage, tenant);
    assert.ok(stored.length > 60, String(stored.length));
    const theirs = { companyId: tenant.companyId, projectId: tenant.projectId };
    let named = 0;
    for (const route of routes.filter((each) => !isSignOut(each))) {
      for (const as of route.audience === 'rest' ? (['person', 'machine'] as const) : (['person'] as const)) {
        const { status, what, namesTenant } = await ask(route, as, theirs);
        if (!namesTenant) continue;
        named += 1;
        assert.ok([401, 403, 404].includes(status), what);
      }
    }
    assert.ok(named > 150, String(named));
    assertSame(await rowsOf(stage, tenant), stored);
  });

  it('gets nothing of the first tenant through her own company either, by whatever id', async () => {
    const stored = await rowsOf(stage, tenant);
    const served = { person: 0, machine: 0 };
    for (const route of routes) {
      for (const as of route.audience === 'rest' ? (['person', 'machine'] as const) : (['person'] as const)) {
        const { status, what, namesThing } = await ask(route, as, own);
        if (namesThing) assert.ok(status >= 400, what);
        if (status < 300) served[as] += 1;
      }
    }
    // Refusing her everything would prove nothing: at home she is served.
    assert.ok(served.person > 20 && served.machine > 10, JSON.stringify(served));
    assertSame(await rowsOf(stage, tenant), stored);
  });
});

function assertSame(now: readonly string[], before: readonly string[]): void {
  assert.deepEqual(
    { gone: before.filter((row) => !now.includes(row)), new: now.filter((row) => !before.includes(row)) },
    { gone: [], new: [] },
  );
}

function isSignOut({ method, path }: RestRoute): boolean {
  return method === 'DELETE' && path === '/manage/v1/session';
}
