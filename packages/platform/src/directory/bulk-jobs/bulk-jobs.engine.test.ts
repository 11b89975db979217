import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { toJson } from '@gatehouse/database';
import { BulkStatus } from '@gatehouse/wire';
import { Check } from 'typebox/value';
import type { Visitor } from '../../developer-portal/portal-stage.test-support.ts';
import { type CompanyStage, setCompanyStage } from '../../installations/company-stage.test-support.ts';
import { setCompanyLevel } from '../tool-levels.ts';
import { runBulkJobs } from './run-bulk-jobs.ts';

const system = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;

describe('users put into projects after the answer', () => {
  let stage: CompanyStage;
  let jim: Visitor;
  let path: string;
  let people: number[];
  before(async () => {
    stage = await setCompanyStage();
    jim = await stage.visitor('Jim Carter');
    path = `/rest/v2.0/companies/${stage.companyId}/users`;
    const updates = Array.from({ length: 25 }, (_, index) => ({
      last_name: `Crew ${index}`,
      email_address: `crew-${index}@bulk.example`,
    }));
    const made = await stage.admin.call<{ entities: { id: number }[] }>(
      'PATCH',
      `/rest/v1.3/companies/${stage.companyId}/users/sync`,
      { updates },
    );
    people = made.body.entities.map(({ id }) => id).sort((one, other) => one - other);
    assert.equal(people.length, 25, JSON.stringify(made.body));
  });
  after(() => stage[Symbol.asyncDispose]());

  const project = async (name: string) => {
    const body = { company_id: stage.companyId, project: { name } };
    return (await stage.admin.call<{ id: number }>('POST', '/rest/v1.0/projects', body)).body.id;
  };
  const begin = async (action: 'bulk_add' | 'bulk_remove', users: unknown[], who = stage.admin) => {
    const { status, body } = await who.call<BulkStatus>('POST', `${path}/${action}`, { users });
    assert.equal(status, 202, JSON.stringify(body));
    assert.ok(Check(BulkStatus, body), JSON.stringify(body));
    return body.data;
  };
  const end = async (id: string) => {
    for (;;) {
      const { status, body } = await stage.admin.call<BulkStatus>('GET', `${path}/bulk_status/${id}`);
      assert.equal(status, 200, JSON.stringify(body));
      assert.ok(Check(BulkStatus, body), JSON.stringify(body));
      assert.ok(body.data.success.length + body.data.failed.length === body.data.completed);
      if (body.data.status === 'complete') return body.data;
      await wait(50);
    }
  };
  const team = async (id: number) => {
    const headers = { 'procore-company-id': String(stage.companyId) };
    const listed = await stage.admin.call<{ id: number }[]>(
      'GET',
      `/rest/v1.0/projects/${id}/users?per_page=100`,
      undefined,
      headers,
    );
    return listed.body.map((each) => each.id).sort((one, other) => one - other);
  };

  it('are answered at once, done in steps, and told row by row, with what was wrong', async () => {
    const id = await project('Later');
    const rows = people.map((user_id) => ({ user_id, project_id: id }));
    const wrong = [
      { user_id: 999_999, project_id: id },
      { user_id: people[0], project_id: 999_999 },
    ];
    const begun = await begin('bulk_add', [...rows, ...wrong]);
    assert.deepEqual([begun.total, begun.completed, begun.status], [27, 0, 'queued']);
    const done = await end(begun.id);
    assert.deepEqual(
      done.success.map(({ user_id }) => Number(user_id)),
      people,
    );
    assert.deepEqual(
      done.failed.map(({ errors }) => Object.keys(errors)),
      [['user_id'], ['project_id']],
    );
    assert.deepEqual(await team(id), people);
    const out = await end((await begin('bulk_remove', rows)).id);
    assert.equal(out.failed.length, 0);
    assert.deepEqual(await team(id), []);
  });

  it('are asked for by whoever runs the Directory, fifty at most, and seen in their company alone', async () => {
    const id = await project('Small');
    const row = { user_id: people[0], project_id: id };
    const send = (users: unknown[], who = stage.admin) => who.call('POST', `${path}/bulk_add`, { users });
    assert.equal((await send([row], jim)).status, 403);
    assert.equal((await send([])).status, 400);
    assert.equal((await send(Array(51).fill(row))).status, 400);
    const begun = await begin('bulk_add', [row]);
    const elsewhere = `/rest/v2.0/companies/${stage.otherCompanyId}/users/bulk_status/${begun.id}`;
    assert.equal((await stage.admin.call('GET', elsewhere)).status, 404);
    assert.equal((await jim.call('GET', `${path}/bulk_status/${begun.id}`)).status, 404);
  });

  it('stop where whoever asked has lost the right since, and say so', async () => {
    const { house } = stage.platform;
    const id = await project('Lost');
    const level = (name: 'Admin' | 'None') =>
      house.database.write((tx) =>
        setCompanyLevel(house, tx, system, stage.companyId, {
          personId: jim.personId,
          tool: 'directory',
          level: name,
        }),
      );
    await level('Admin');
    const begun = await begin('bulk_add', [{ user_id: people[0], project_id: id }], jim);
    await level('None');
    // Whether it was done before depends on the moment: with its first step undone, it is refused.
    await house.database.write(async (tx) => {
      await tx.deleteFrom('project_members').where('project_id', '=', id).execute();
      await tx
        .updateTable('bulk_jobs')
        .set({ done: 0, finished_at: null, outcomes: '[]' as never })
        .where('id', '=', begun.id)
        .execute();
    });
    const done = await end(begun.id);
    assert.deepEqual(done.failed[0]?.errors, { base: ['You do not have permission to do this.'] });
    assert.deepEqual(await team(id), []);
  });

  it('are decided anew at each step: what was done stays, and the rest is refused once the right is gone', async () => {
    const { house } = stage.platform;
    const set = (level: 'Admin' | 'None') =>
      house.database.write((tx) =>
        setCompanyLevel(house, tx, system, stage.companyId, {
          personId: jim.personId,
          tool: 'directory',
          level,
        }),
      );
    const id = await project('Half');
    await set('Admin');
    const rows = people.map((user_id) => ({ user_id, project_id: id }));
    const begun = await begin('bulk_add', rows, jim);
    assert.equal((await end(begun.id)).success.length, people.length);
    // As it stood after its first step, with the right withdrawn in that very moment.
    await house.database.write(async (tx) => {
      const done = people.slice(0, 10);
      await tx
        .deleteFrom('project_members')
        .where('project_id', '=', id)
        .where('person_id', 'not in', done)
        .execute();
      const outcomes = toJson(done.map((user_id) => ({ user_id, project_id: id, errors: null })));
      await tx
        .updateTable('bulk_jobs')
        .set({ done: done.length, finished_at: null, outcomes })
        .where('id', '=', begun.id)
        .execute();
      await setCompanyLevel(house, tx, system, stage.companyId, {
        personId: jim.personId,
        tool: 'directory',
        level: 'None',
      });
    });
    const half = await end(begun.id);
    assert.deepEqual([half.success.length, half.failed.length], [10, 15]);
    for (const { errors } of half.failed)
      assert.deepEqual(errors, { base: ['You do not have permission to do this.'] });
    assert.deepEqual(await team(id), people.slice(0, 10));
  });

  it('are nobody else’s: not in another company, nor by a guess', async () => {
    const id = await project('Mine');
    const begun = await begin('bulk_add', [{ user_id: people[0], project_id: id }]);
    const status = (company: number, job: string) =>
      stage.admin
        .call('GET', `/rest/v2.0/companies/${company}/users/bulk_status/${job}`)
        .then((answer) => answer.status);
    assert.equal(await status(stage.otherCompanyId, begun.id), 404);
    for (const guess of [`${begun.id}0`, '%', "' or '1'='1", '0'.repeat(26)])
      assert.ok([400, 404].includes(await status(stage.companyId, encodeURIComponent(guess))), guess);
    // What names a project of another company adds nobody to it, whoever sends it.
    const foreign = stage.platform.demo.companies.find((each) => each.id === stage.otherCompanyId);
    const theirs = foreign?.projects[0]?.id ?? assert.fail();
    const members = () =>
      stage.platform.house.database.read((tx) =>
        tx
          .selectFrom('project_members')
          .select('person_id')
          .where('project_id', '=', theirs)
          .orderBy('person_id')
          .execute(),
      );
    const before = await members();
    const wrong = await end((await begin('bulk_add', [{ user_id: people[0], project_id: theirs }])).id);
    assert.deepEqual([wrong.success.length, wrong.failed.length], [0, 1]);
    assert.deepEqual(await members(), before);
  });

  it('are each done once, however many nodes look for work', async () => {
    const { house } = stage.platform;
    const id = await project('Once');
    const begun = await begin(
      'bulk_add',
      people.map((user_id) => ({ user_id, project_id: id })),
    );
    const node = await stage.platform.startNode();
    await Promise.all([house, node.house, house, node.house].map((each) => runBulkJobs(each)));
    const done = await end(begun.id);
    assert.deepEqual([done.success.length, done.failed.length], [people.length, 0]);
    const audited = await house.database.read((tx) =>
      tx.selectFrom('audit_events').select('details').where('event', '=', 'member.added').execute(),
    );
    const here = audited.filter(({ details }) => JSON.parse(details).project === id);
    assert.equal(here.length, people.length);
  });
});
