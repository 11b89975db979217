import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { routesOf } from '../../compose.ts';
import { type CompanyStage, setCompanyStage } from '../../installations/company-stage.test-support.ts';
import type { RestRoute } from '../../rest/rest-route.ts';
import { fill } from '../filled-route.test-support.ts';
import { type FirstTenant, fillFirstTenant } from '../first-tenant.test-support.ts';

/** Lists that come whole, by what the wire reference says of them (B.6, C.3, C.5, C.10, C.11). */
const whole = [
  '/rest/v1.0/companies/:company_id/projects',
  '/rest/v2.0/companies/:company_id/documents/:document_id/revisions',
  '/rest/v2.0/projects/:project_id/documents/:document_id/revisions',
];
/** Lists of the console that come whole: what one person, app or company has of these was set up by hand, one by one. */
const few = [
  '/manage/v1/sessions',
  '/manage/v1/connected_apps',
  '/manage/v1/apps/:app_id/clients',
  '/manage/v1/apps/:app_id/clients/:environment/keys',
  '/manage/v1/apps/:app_id/collaborators',
  '/manage/v1/apps/:app_id/event_subscriptions',
  '/manage/v1/companies/:company_id/identity_providers',
];
/** What operators list is for them alone. */
const forOperators = /^\/manage\/v1\/operator\//;
/** The tenant's hook is one of its company, whose deliveries are asked for already. */
const elsewhere = '/projects/:project_id/webhooks/hooks/:hook_id/';
const short = /\/(v1\.0\/tools|triggers|resources|api_versions)$/;

describe('every list of the API comes in pages, as the wire reference says', () => {
  let stage: CompanyStage;
  let tenant: FirstTenant;
  let lists: readonly RestRoute[];
  before(async () => {
    stage = await setCompanyStage();
    tenant = await fillFirstTenant(stage);
    lists = routesOf(stage.platform.house).filter(
      (route): route is RestRoute =>
        route.method === 'GET' &&
        // Under their own names alone; the feed of an app goes on from an event, and has no pages.
        /^\/(manage|rest\/(?!v1\.0\/gatehouse\/))/.test(route.path) &&
        !forOperators.test(route.path) &&
        'schemas' in route &&
        isList(route as RestRoute),
    );
    assert.ok(lists.length > 60, String(lists.length));
  });
  after(() => stage[Symbol.asyncDispose]());

  async function ask(route: RestRoute, query: Readonly<Record<string, string>>) {
    const named = { companyId: tenant.companyId, projectId: tenant.projectId };
    const url = new URL(fill(route, tenant, named).path, stage.platform.url);
    // What narrows a list to one thing is no part of it.
    url.searchParams.delete('document_id');
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const headers = { 'procore-company-id': String(tenant.companyId) };
    const {
      status,
      headers: said,
      body,
    } = await (route.path.startsWith('/manage/v1/apps') ? stage.developer : stage.admin).call<unknown>(
      'GET',
      `${url.pathname}${url.search}`,
      undefined,
      headers,
    );
    assert.equal(status, 200, `${route.path}: ${JSON.stringify(body)}`);
    const items = Array.isArray(body) ? body : (body as { data: unknown[] }).data;
    return { items, total: said.get('total'), perPage: said.get('per-page'), link: said.get('link') ?? '' };
  }

  it('with Total, Per-Page, and Link in the form that clients take apart', async () => {
    const faults: string[] = [];
    let paged = 0;
    for (const route of lists) {
      const { path } = route;
      if (whole.includes(path) || few.includes(path) || short.test(path) || path.includes(elsewhere))
        continue;
      const first = await ask(route, {
        per_page: '1',
        page: '1',
        page_size: '1',
        'filters[no_such_filter]': '1',
      });
      if (first.perPage !== '1' || !/^\d+$/.test(first.total ?? '')) {
        faults.push(`${path}: Total ${first.total}, Per-Page ${first.perPage}`);
        continue;
      }
      const total = Number(first.total);
      if (first.items.length !== Math.min(total, 1))
        faults.push(`${path}: ${first.items.length} of ${total}`);
      const past = await ask(route, { per_page: '1', page: String(total + 2), page_size: '1' });
      if (past.items.length > 0 || /rel="next"/.test(past.link)) faults.push(`${path}: goes on past its end`);
      if (total < 2) continue;
      paged += 1;
      const form = new RegExp(
        `^<${stage.platform.url.replace(/\/$/, '')}/(?:rest/v[1-9]\\d*\\.\\d+|manage/v1)/[^,>]*[?&]page=2[^,>]*>; rel="next", <[^,>]*>; rel="last"$`,
      );
      if (!form.test(first.link)) faults.push(`${path}: Link ${first.link}`);
      const second = await ask(route, { per_page: '1', page: '2', page_size: '1' });
      if (!/rel="first", <[^>]*>; rel="prev"/.test(second.link)) faults.push(`${path}: Link ${second.link}`);
      if (JSON.stringify(second.items) === JSON.stringify(first.items))
        faults.push(`${path}: repeats itself`);
    }
    assert.deepEqual(faults, []);
    assert.ok(paged > 15, String(paged));
  });

  it('but for a few of the console, which tell of no pages', async () => {
    for (const route of lists.filter(({ path }) => few.includes(path))) {
      const { items, total, perPage } = await ask(route, { page: '1', per_page: '1' });
      assert.deepEqual([total, perPage, Array.isArray(items)], [null, null, true], route.path);
    }
    assert.deepEqual(
      few.filter((path) => !lists.some((route) => route.path === path)),
      [],
    );
  });

  it('but for those that come whole, which ignore that a page is asked for', async () => {
    for (const route of lists.filter(({ path }) => whole.includes(path))) {
      const [one, two] = [await ask(route, { page: '1' }), await ask(route, { page: '2', per_page: '1' })];
      assert.equal(one.items.length, two.items.length, route.path);
    }
  });
});

function isList({ schemas: { reply } }: RestRoute): boolean {
  const { type, properties, anyOf } = (reply ?? {}) as {
    type?: string;
    properties?: { data?: { type?: string } };
    anyOf?: readonly { type?: string }[];
  };
  return (
    type === 'array' ||
    anyOf?.every((each) => each.type === 'array') === true ||
    properties?.data?.type === 'array'
  );
}
