import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { planner, type Recorded, recordStatements, testEngine } from '@gatehouse/database/testing';
import { routesOf } from '../compose.ts';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';
import type { RestRoute } from '../rest/rest-route.ts';
import { crowd } from './crowd.test-support.ts';
import { fill } from './filled-route.test-support.ts';
import { type FirstTenant, fillFirstTenant } from './first-tenant.test-support.ts';

/** What developers have made, whole: it does not grow with companies, people or files. */
const catalogue = new Set(['apps', 'app_listings', 'app_versions']);
/** Read by what the server does beside all calls, from indexes of what waits, or of settings that few make. */
const beside = new Set([
  'bulk_jobs',
  'document_news',
  'event_subscriptions',
  'identity_domains',
  'resource_events',
  'tracking_allowances',
]);

/** The server's own work beside all calls, and no list of the API, asks for what is due. */
const isOfTheServer = ({ text }: Recorded) => text.includes('"next_attempt_at" <=');

/** So many rows that PostgreSQL finds it worth its while to go by an index; and what it may look through of a small one. */
const [many, few] = [6_000, 100];

describe('every read of the API finds its rows by an index', () => {
  let stage: CompanyStage;
  let tenant: FirstTenant;
  before(async () => {
    stage = await setCompanyStage();
    tenant = await fillFirstTenant(stage);
  });
  after(() => stage[Symbol.asyncDispose]());

  it('among the rows of all others', async () => {
    const routes = routesOf(stage.platform.house).filter(
      (route): route is RestRoute =>
        route.method === 'GET' && 'schemas' in route && /^\/(rest|manage)\//.test(route.path),
    );
    const asked = new Map<string, { readonly path: string; readonly statement: Recorded }>();
    let answered = 0;
    for (const route of routes) {
      const { path } = fill(route, tenant, tenant);
      const asks = route.path.startsWith('/manage/v1/apps') ? stage.developer : stage.admin;
      const headers = { ...asks.headers(), 'procore-company-id': String(tenant.companyId) };
      const statements = await recordStatements(testEngine, async () => {
        const response = await fetch(new URL(path, stage.platform.url), { headers, redirect: 'manual' });
        await response.arrayBuffer();
        if (response.status === 200) answered += 1;
      });
      for (const statement of statements)
        if (
          /^\s*(select|with)\b/i.test(statement.text) &&
          !isOfTheServer(statement) &&
          !asked.has(statement.text)
        )
          asked.set(statement.text, { path: route.path, statement });
    }
    assert.ok(answered > 60, `${answered} of ${routes.length} answered`);
    const { house } = stage.platform;
    const crowded = testEngine === 'postgres' ? await crowd(house, many) : new Set<string>();
    const plans = await planner(testEngine, house.settings.databaseUrl ?? assert.fail());
    const faults = new Set<string>();
    try {
      for (const { path, statement } of asked.values()) {
        const steps = [
          ...(await plans.plan(statement)).filter(({ table }) => !crowded.has(table)),
          ...(await plans.planFreely(statement)).filter(
            ({ table, rows }) => crowded.has(table) && (rows ?? many) > few,
          ),
        ];
        for (const { table, by, text } of steps)
          if (by === null && !catalogue.has(table) && !beside.has(table)) faults.add(`${path}: ${text}`);
      }
    } finally {
      await plans.close();
    }
    assert.deepEqual([...faults], []);
  });
});
