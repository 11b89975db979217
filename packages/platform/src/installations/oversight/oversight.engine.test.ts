import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { InstallationUsage, Reach } from '@gatehouse/wire';
import { Check } from 'typebox/value';
import { flushUsage } from '../../usage/flush-usage.ts';
import { type CompanyStage, manifestOf, setCompanyStage } from '../company-stage.test-support.ts';

describe('oversight of an app', () => {
  let stage: CompanyStage;
  let tower: number;
  before(async () => {
    stage = await setCompanyStage();
    tower = stage.projectId('Harbor Tower');
  });
  after(() => stage[Symbol.asyncDispose]());

  const see = (id: number, what: string) =>
    stage.admin.call<Reach & InstallationUsage>('GET', `${stage.base}/installations/${id}/${what}`);
  const reachOf = async (id: number): Promise<Reach> => {
    const { status, body } = await see(id, 'reach');
    assert.equal(status, 200);
    assert.ok(Check(Reach, body), JSON.stringify(body));
    return body;
  };

  it('the reach of an app is what its calls are allowed, for its own account and for each person', async () => {
    const documents = manifestOf(true, {
      company: { directory: 'Read Only' },
      project: { documents: 'Standard' },
    });
    const app = await stage.publish('Reaches', documents);
    const { id } = await stage.install(app, [tower]);
    const people = ['Jim Carter', 'Lucía Ramírez', 'Ana Torres'];
    const tokens = new Map<string, string>();
    for (const person of people) tokens.set(person, (await stage.allow(app, person)).accessToken);
    const { account, members } = await reachOf(id);
    assert.ok(account);
    assert.deepEqual(account.company, [{ tool: 'directory', level: 'Read Only' }]);
    assert.deepEqual(account.projects, [
      { project: { id: tower, name: 'Harbor Tower' }, tools: [{ tool: 'documents', level: 'Standard' }] },
    ]);
    assert.deepEqual(account.refused_projects, [{ reason: 'project_not_permitted', projects: 2 }]);
    assert.deepEqual(members.map(({ person }) => person.name).sort(), people.sort());

    const everyone = [[await stage.tokenOf(app), account] as const].concat(
      members.map((member) => [tokens.get(member.person.name) ?? '', member] as const),
    );
    for (const [token, reach] of everyone) {
      for (const name of ['Harbor Tower', 'Mill Street School', 'North Bridge']) {
        const projectId = stage.projectId(name);
        const query = `company_id=${stage.companyId}&project_id=${projectId}`;
        const called = await fetch(new URL(`/rest/v1.0/folders?${query}`, stage.platform.url), {
          headers: { authorization: `Bearer ${token}`, 'procore-company-id': String(stage.companyId) },
        });
        await called.text();
        const tools = reach.projects.find(({ project }) => project.id === projectId)?.tools ?? [];
        const reported = tools.some(({ tool }) => tool === 'documents');
        assert.equal(called.status === 200, reported, `${reach.person.name} in ${name}: ${called.status}`);
      }
    }
  });

  it('a company that but named somebody is not told which apps they use', async () => {
    const app = await stage.publish('Of a stranger');
    const { id } = await stage.install(app, [tower]);
    await stage.allow(app, 'Jim Carter');
    const { personId } = await stage.visitor('Jim Carter');
    const isNamed = (pending_since: number | null) =>
      stage.platform.house.database.write((tx) =>
        tx
          .updateTable('company_members')
          .set({ pending_since })
          .where('company_id', '=', stage.companyId)
          .where('person_id', '=', personId)
          .execute(),
      );
    await isNamed(1);
    assert.deepEqual((await reachOf(id)).members, []);
    await isNamed(null);
    assert.equal((await reachOf(id)).members.length, 1);
  });

  it('a disconnected app reaches nothing, and neither does one whose person took it back', async () => {
    const app = await stage.publish('Reaches nothing');
    const { id } = await stage.install(app, [tower]);
    const { refreshToken } = await stage.allow(app, 'Jim Carter');
    await stage.admin.call('POST', `${stage.base}/installations/${id}/disconnect`, {});
    const { account, members } = await reachOf(id);
    for (const reach of [account, ...members]) {
      assert.equal(reach?.refused, 'app_disconnected');
      assert.deepEqual([reach.company, reach.projects], [[], []]);
    }
    await stage.admin.call('POST', `${stage.base}/installations/${id}/reconnect`, {});
    await fetch(new URL('/oauth/revoke', stage.platform.url), {
      method: 'POST',
      body: new URLSearchParams({
        token: refreshToken,
        client_id: app.clientId,
        client_secret: app.clientSecret,
      }),
    }).then((response) => response.text());
    for (const member of (await reachOf(id)).members)
      assert.deepEqual([member.refused, member.projects], ['family_dead', []]);
  });

  it('usage tells calls by day and project, refusals, users and the last use', async () => {
    const app = await stage.publish('Used');
    const { id } = await stage.install(app, [tower]);
    const idle = await see(id, 'usage?days=7');
    assert.ok(Check(InstallationUsage, idle.body), JSON.stringify(idle.body));
    assert.deepEqual([idle.body.by_day.length, idle.body.last_used_at, idle.body.users], [7, null, []]);
    const { accessToken } = await stage.allow(app, 'Jim Carter');
    const folders = async (projectId: number) => {
      const path = `/rest/v1.0/folders?project_id=${projectId}&company_id=${stage.companyId}`;
      const headers = {
        authorization: `Bearer ${accessToken}`,
        'procore-company-id': String(stage.companyId),
      };
      const response = await fetch(new URL(path, stage.platform.url), { headers });
      await response.text();
      return response.status;
    };
    assert.deepEqual(
      [await folders(tower), await folders(tower), await folders(stage.projectId('North Bridge'))],
      [200, 200, 403],
    );
    await flushUsage(stage.platform.house);
    const { body } = await see(id, 'usage?days=7');
    const today = body.by_day.at(-1);
    assert.deepEqual([today?.calls, today?.refused, today?.failed], [3, 1, 0]);
    assert.deepEqual(body.by_project.at(0), { project: { id: tower, name: 'Harbor Tower' }, calls: 2 });
    assert.deepEqual(
      body.users.map(({ name }) => name),
      ['Jim Carter'],
    );
    assert.equal(body.last_used_at, body.users.at(0)?.last_used_at);
    assert.equal((await see(id, 'usage?days=100000')).body.by_day.length, 90);
  });
});
