import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AppMetrics, parse } from '@gatehouse/wire';
import {
  type PortalStage,
  type RegisteredApp,
  registered,
  setPortalStage,
  type Visitor,
} from './portal-stage.test-support.ts';

const dayLength = 86_400_000;
let stage: PortalStage;
let owner: Visitor;
let app: RegisteredApp;
let today: number;

before(async () => {
  stage = await setPortalStage();
  owner = await stage.newcomer('Owner');
  app = await registered(owner);
  const { house, demo } = stage.platform;
  const now = house.clock.now();
  today = Math.floor(now / dayLength);
  const [first, second] = demo.companies.filter(({ environment }) => environment === 'production');
  const sandboxId = app.app.sandbox_company?.id ?? 0;
  const appId = app.app.id;
  await house.database.write(async (tx) => {
    for (const [company_id, at, gone] of [
      [first?.id ?? 0, now, null],
      [second?.id ?? 0, now - 100 * dayLength, now],
      [sandboxId, now - 100 * dayLength, null],
    ] as const)
      await tx
        .insertInto('installations')
        .values({
          company_id,
          app_id: appId,
          installed_by: owner.personId,
          installed_at: at,
          origin: 'admin',
          disconnected_at: null,
          uninstalled_at: gone,
        })
        .execute();
    for (const [company_id, project_id, day, calls] of [
      [first?.id ?? 0, 0, today, 5],
      [first?.id ?? 0, 7, today, 2],
      [second?.id ?? 0, 0, today - 1, 3],
      [sandboxId, 0, today, 100],
      [first?.id ?? 0, 0, today - 40, 50],
    ] as const)
      await tx
        .insertInto('app_usage')
        .values({ company_id, app_id: appId, project_id, day, calls, refused: 1, failed: 0 })
        .execute();
    for (const [company_id, last_used_at] of [
      [first?.id ?? 0, now],
      [second?.id ?? 0, now - 90 * dayLength],
    ] as const)
      await tx
        .insertInto('app_users')
        .values({ company_id, app_id: appId, person_id: owner.personId, first_used_at: 0, last_used_at })
        .execute();
  });
});
after(() => stage[Symbol.asyncDispose]());

async function metrics(query = ''): Promise<AppMetrics> {
  const { status, body } = await owner.call('GET', `${app.path}/metrics${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  const parsed = parse(AppMetrics, body);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value;
}

test('metrics add up all companies, by day, with no day missing', async () => {
  const { by_day, ...counts } = await metrics();
  assert.deepEqual(counts, { companies: 2, installs: 1, uninstalls: 1, users: 1 });
  assert.equal(by_day.length, 30);
  assert.deepEqual(
    by_day.slice(-3).map(({ calls, refused }) => [calls, refused]),
    [
      [0, 0],
      [3, 1],
      [107, 3],
    ],
  );
  const date = Temporal.Instant.fromEpochMilliseconds(today * dayLength)
    .toString()
    .slice(0, 10);
  assert.equal(by_day.at(-1)?.date, date);
});

test('an environment, and a longer or shorter time, can be asked for', async () => {
  const production = await metrics('?environment=production&days=60');
  assert.equal(
    production.by_day.reduce((sum, { calls }) => sum + calls, 0),
    60,
  );
  assert.equal(production.companies, 1);
  const sandbox = await metrics('?environment=sandbox&days=1');
  assert.deepEqual(
    sandbox.by_day.map(({ calls }) => calls),
    [100],
  );
  assert.equal((await metrics('?days=100000')).by_day.length, 365);
});
