import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { levels } from '../access/levels.ts';
import { createCompany } from '../directory/companies.ts';
import { setCompanyLevel } from '../directory/tool-levels.ts';
import { install } from '../installations/install.ts';
import { type OAuthStage, setOAuthStage, type TestClient } from '../testing/oauth-clients.ts';
import { flushUsage } from './flush-usage.ts';
import { sweepUsage } from './sweep-usage.ts';

const system = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;
let stage: OAuthStage;
let ridgeline: number;
let harborTower: number;
before(async () => {
  stage = await setOAuthStage();
  const here = stage.platform.demo.companies.find(({ environment }) => environment === 'production');
  assert.ok(here?.projects[0]);
  [ridgeline, harborTower] = [here.id, here.projects[0].id];
});
after(() => stage[Symbol.asyncDispose]());

async function call(token: string, path: string, origin = stage.platform.url): Promise<number> {
  const response = await fetch(new URL(path, origin), { headers: { authorization: `Bearer ${token}` } });
  await response.text();
  return response.status;
}

async function appIdOf({ clientId }: TestClient): Promise<number> {
  const row = await stage.platform.house.database.read((tx) =>
    tx.selectFrom('clients').select('app_id').where('client_id', '=', clientId).executeTakeFirstOrThrow(),
  );
  return row.app_id ?? 0;
}

/** Calls, refused and failed of a client's app by company and project, over all days. */
async function counted(client: TestClient): Promise<Record<string, [number, number, number]>> {
  const { house } = stage.platform;
  await flushUsage(house);
  const appId = await appIdOf(client);
  const rows = await house.database.read((tx) =>
    tx.selectFrom('app_usage').selectAll().where('app_id', '=', appId).execute(),
  );
  const sums: Record<string, [number, number, number]> = {};
  for (const { company_id, project_id, calls, refused, failed } of rows) {
    const [c, r, f] = sums[`${company_id}/${project_id}`] ?? [0, 0, 0];
    sums[`${company_id}/${project_id}`] = [c + calls, r + refused, f + failed];
  }
  return sums;
}

it('calls are counted where they were about something, in batches that add up', async () => {
  const { accessToken } = await stage.pair();
  const folders = `/rest/v1.0/folders?project_id=${harborTower}&company_id=${ridgeline}`;
  const inProject = `/rest/v1.0/folders?project_id=${harborTower}`;
  const inCompany = `/rest/v1.0/companies/${ridgeline}/folders`;
  assert.equal(await call(accessToken, inCompany), 200);
  assert.equal(await call(accessToken, `${inCompany}/999999`), 404);
  const header = { authorization: `Bearer ${accessToken}`, 'procore-company-id': String(ridgeline) };
  for (const path of [inProject, folders]) {
    const response = await fetch(new URL(path, stage.platform.url), { headers: header });
    await response.text();
    assert.equal(response.status, 200);
  }
  assert.equal(await call(accessToken, '/rest/v1.0/me'), 200);
  const expected = {
    [`${ridgeline}/0`]: [2, 1, 0],
    [`${ridgeline}/${harborTower}`]: [2, 0, 0],
    '0/0': [1, 0, 0],
  };
  assert.deepEqual(await counted(stage.web), expected);
  assert.equal(await call(accessToken, inCompany), 200);
  assert.deepEqual(await counted(stage.web), { ...expected, [`${ridgeline}/0`]: [3, 1, 0] });
});

it('it is kept who used an app in a company, and when first and last', async () => {
  const { house, clock } = stage.platform;
  const { accessToken } = await stage.pair();
  const appId = await appIdOf(stage.web);
  const user = async () => {
    await flushUsage(house);
    return await house.database.read((tx) =>
      tx.selectFrom('app_users').selectAll().where('app_id', '=', appId).executeTakeFirstOrThrow(),
    );
  };
  await call(accessToken, `/rest/v1.0/companies/${ridgeline}/folders`);
  const early = await user();
  assert.deepEqual([early.company_id, early.person_id], [ridgeline, stage.personId]);
  clock.advance(60_000);
  await call(accessToken, `/rest/v1.0/companies/${ridgeline}/folders`);
  const late = await user();
  assert.equal(late.first_used_at, early.first_used_at);
  assert.ok(late.last_used_at >= early.last_used_at + 60_000);
});

it('what an app tries in a company that is none of its business leaves no row there', async () => {
  const { accessToken } = await stage.pair();
  const { house } = stage.platform;
  const appId = await appIdOf(stage.web);
  // The app is installed there; the person who calls through it does not belong there.
  const elsewhere = await house.database.write(async (tx) => {
    const company = { name: 'Elsewhere', environment: 'production', createdBy: stage.personId } as const;
    const companyId = await createCompany(house, tx, system, company);
    await install(house, tx, system, companyId, { appId, personId: stage.personId, how: 'admin' });
    return companyId;
  });
  const before = (await counted(stage.web))['0/0']?.[1] ?? 0;
  assert.equal(await call(accessToken, `/rest/v1.0/companies/${elsewhere}/folders`), 404);
  assert.equal(await call(accessToken, '/rest/v1.0/companies/987654321/folders'), 404);
  const sums = await counted(stage.web);
  assert.deepEqual(sums['0/0']?.[1], before + 2);
  assert.ok(
    !Object.keys(sums).some((key) => key.startsWith(`${elsewhere}/`) || key.startsWith('987654321/')),
  );
});

it('of a service account it is kept when it was last used, and which level it needed', async () => {
  const { house } = stage.platform;
  const { id, clientId, clientSecret } = stage.account;
  const account = await house.database.read((tx) =>
    tx.selectFrom('service_accounts').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
  assert.equal(account.last_used_at, null);
  const { body } = await stage.post('/oauth/token', {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  const token = String(body.access_token);
  const path = `/rest/v1.0/companies/${ridgeline}/folders`;
  const uses = async () => {
    await flushUsage(house);
    return await house.database.read((tx) =>
      tx
        .selectFrom('permission_uses')
        .select(['company_id', 'project_id', 'tool', 'level'])
        .where('person_id', '=', account.person_id)
        .execute(),
    );
  };
  assert.equal(await call(token, path), 403);
  assert.deepEqual(await uses(), [], 'what was refused was not used');
  const change = { personId: account.person_id, tool: 'documents', level: 'Admin' } as const;
  await house.database.write((tx) => setCompanyLevel(house, tx, system, ridgeline, change));
  for (let times = 0; times < 3; times += 1) assert.equal(await call(token, path), 200);
  assert.deepEqual(await uses(), [
    { company_id: ridgeline, project_id: 0, tool: 'documents', level: levels['Read Only'] },
  ]);
  const used = await house.database.read((tx) =>
    tx.selectFrom('service_accounts').select('last_used_at').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  assert.notEqual(used.last_used_at, null);
});

it('two nodes add to the same counts, and a node that closes writes what it still holds', async () => {
  const { accessToken } = await stage.pair();
  const path = `/rest/v1.0/companies/${ridgeline}/folders`;
  const key = `${ridgeline}/0`;
  const [before = 0] = (await counted(stage.web))[key] ?? [];
  const node = await stage.platform.startNode();
  const urls = [stage.platform.url, node.house.issuer];
  const sent = Array.from({ length: 40 }, (_, nth) => call(accessToken, path, urls[nth % 2]));
  assert.deepEqual(new Set(await Promise.all(sent)), new Set([200]));
  await Promise.all([flushUsage(stage.platform.house), flushUsage(node.house)]);
  assert.equal((await counted(stage.web))[key]?.[0], before + 40);
  await call(accessToken, path, node.house.issuer);
  const { database } = node.house;
  await node.close();
  assert.notEqual(database, stage.platform.house.database);
  assert.equal((await counted(stage.web))[key]?.[0], before + 41);
});

it('counts of more than a year ago go away by themselves', async () => {
  const { house, clock } = stage.platform;
  await counted(stage.web);
  assert.equal(await sweepUsage(house), 0);
  clock.advance(402 * 86_400_000);
  assert.ok((await sweepUsage(house)) > 0);
  assert.deepEqual(await counted(stage.web), {});
});
