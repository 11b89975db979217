import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LinkPerson } from './link-person.test-support.ts';
import { type LinkStage, setLinkStage } from './link-stage.test-support.ts';
import type { TestInstall } from './test-install.test-support.ts';

interface Holder {
  readonly person: LinkPerson;
  readonly machine: TestInstall;
  readonly id: string;
}

describe('hints', () => {
  let stage: LinkStage;
  let jim: Holder;
  let companyId: number;
  let projectId: number;
  before(async () => {
    stage = await setLinkStage();
    jim = await holder('jim');
    const companies = (await api(jim, 'GET', '/rest/v1.0/companies')) as { id: number }[];
    companyId = companies[0]?.id ?? 0;
    const projects = (await api(jim, 'GET', `/rest/v1.0/projects?company_id=${companyId}`)) as {
      id: number;
    }[];
    projectId = projects[0]?.id ?? 0;
  });
  after(() => stage[Symbol.asyncDispose]());

  async function holder(name: string): Promise<Holder> {
    const person = await stage.person(name);
    return { person, machine: await stage.install(person), id: await stage.link(person) };
  }

  async function api({ machine, id }: Holder, method: string, path: string, body?: object): Promise<unknown> {
    const { body: token } = await machine.call(stage.origin, 'POST', `/v1/links/${id}/token`, {});
    const response = await fetch(new URL(path, stage.way.url), {
      method,
      headers: {
        authorization: `Bearer ${token.access_token}`,
        ...(companyId > 0 ? { 'procore-company-id': String(companyId) } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `${path}: ${response.status}`);
    return await response.json();
  }

  const change = (name: string) =>
    api(jim, 'POST', `/rest/v1.0/folders?project_id=${projectId}`, { folder: { name } });
  const here = () => `${companyId}:${projectId}`;
  const hints = () => stage.node.house.database.read((tx) => tx.selectFrom('hints').selectAll().execute());

  it('a change at Gatehouse reaches every machine of whoever reaches the project, by ids alone, on every node', async () => {
    const other = await stage.install(jim.person);
    const second = await stage.startNode();
    await using one = await jim.machine.listen(stage.origin, jim.id, here());
    await using two = await other.listen(second.house.origin, jim.id, here());
    await using elsewhere = await other.listen(stage.origin, jim.id, String(companyId));
    await change('Confidential drawings');
    await until(() => one.dirty().length > 0 && two.dirty().length > 0);
    const said = { company_id: companyId, project_id: projectId, event: 'documents_changed' };
    for (const heard of [one, two]) assert.deepEqual(heard.dirty()[0], said);
    assert.deepEqual(elsewhere.dirty(), []);
    const { database } = stage.node.house;
    for (const table of ['hints', 'news', 'journal'] as const) {
      const rows = await database.read((tx) => tx.selectFrom(table).selectAll().execute());
      assert.doesNotMatch(JSON.stringify(rows), /Confidential/);
    }
    assert.doesNotMatch(stage.logs(), /Confidential/);
  });

  it('a machine whose link does not reach a place hears nothing of it, whatever it names', async () => {
    const devon = await holder('devon');
    await using mine = await jim.machine.listen(stage.origin, jim.id, here());
    await using foreign = await devon.machine.listen(stage.origin, devon.id, `${here()},${companyId}`);
    await change('Not for Devon');
    await until(() => mine.dirty().length > 0);
    await sleep(1_000);
    assert.deepEqual(foreign.dirty(), []);
  });

  it('however much happens, what waits for a slow reader is one row a place', async () => {
    for (let at = 0; at < 20; at += 1) await change(`Many ${at}`);
    await until(async () => (await hints()).some(({ times }) => times > 1));
    const rows = await hints();
    const places = rows.map((row) => `${row.company_id} ${row.project_id} ${row.event}`);
    assert.equal(new Set(places).size, rows.length);
  });

  it('what Gatehouse did not sign, or signed long ago, or has said before, changes nothing', async () => {
    const secret = stage.values.eventsSecret ?? '';
    const now = () => Math.floor(stage.platform.clock.now() / 1000);
    const event = (id: string, more: object = {}) =>
      JSON.stringify({
        id,
        event: 'documents_changed',
        company_id: 99_001,
        data: { project_id: 1 },
        ...more,
      });
    const signed = (body: string, seconds: number, key = secret) =>
      `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`;
    const send = async (body: string, signature?: string) =>
      (
        await fetch(`${stage.origin}/gatehouse-events`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(signature === undefined ? {} : { 'gatehouse-signature': signature }),
          },
          body,
        })
      ).status;
    const one = event('01k8z3v9q4t7m2c5x6w0n1b8d3');
    assert.equal(await send(one), 401);
    assert.equal(await send(one, 'nonsense'), 401);
    assert.equal(await send(one, signed(one, now(), 'ghw_another')), 401);
    assert.equal(await send(`${one} `, signed(one, now())), 401);
    assert.equal(await send(one, signed(one, now() - 301)), 401);
    assert.equal(await send(one, signed(one, now() + 301)), 401);
    assert.equal(await send('', signed('', now())), 400);
    const odd = event('01k8z3v9q4t7m2c5x6w0n1b8d4', { company_id: '1 or 1=1' });
    assert.equal(await send(odd, signed(odd, now())), 400);
    const of = async () => (await hints()).find((row) => row.company_id === 99_001)?.times;
    assert.equal(await of(), undefined);
    const good = signed(one, now());
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(one, good)));
    assert.deepEqual([...new Set(answers)], [204]);
    assert.equal(await send(one, signed(one, now())), 204);
    assert.equal(await of(), 1);
  });

  it('what one person did is no news to others, and what is not known is none to anybody', async () => {
    const secret = stage.values.eventsSecret ?? '';
    for (const [at, event] of ['authorization_revoked', 'something_new'].entries()) {
      const id = `01k8z3v9q4t7m2c5x6w0n1b9d${at}`;
      const body = JSON.stringify({ id, event, company_id: companyId, data: { person_id: 7 } });
      const seconds = Math.floor(stage.platform.clock.now() / 1000);
      const v1 = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
      const { status } = await fetch(`${stage.origin}/gatehouse-events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'gatehouse-signature': `t=${seconds},v1=${v1}` },
        body,
      });
      assert.equal(status, 204, event);
      assert.deepEqual(
        (await hints()).filter((row) => row.event === event),
        [],
      );
    }
  });

  it('a company that disconnects the app is heard of at once', async () => {
    await using heard = await jim.machine.listen(stage.origin, jim.id, here());
    await stage.setConnected(companyId, false);
    await until(() => heard.dirty().some(({ event }) => event === 'disconnected'));
    assert.deepEqual(heard.dirty().at(-1), {
      company_id: companyId,
      project_id: null,
      event: 'disconnected',
    });
    await stage.setConnected(companyId, true);
    await until(() => heard.dirty().some(({ event }) => event === 'reconnected'));
  });

  it('a machine has one ear for a link, and it ends with the machine or the link; news that were missed come later', async () => {
    const machine = await stage.install(jim.person);
    await using first = await machine.listen(stage.origin, jim.id, here());
    await using second = await machine.listen(stage.origin, jim.id, here());
    await first.ended;
    const leaving = await stage.install(jim.person);
    await using left = await leaving.listen(stage.origin, jim.id, here());
    assert.equal((await leaving.call(stage.origin, 'DELETE', '/v1/installs/me')).status, 204);
    await left.ended;
    assert.deepEqual([left.names(), second.names()], [[], []]);
    // Linked again while nobody listens: told to whoever says what it heard last.
    const away = await stage.install(jim.person);
    assert.equal(await stage.link(jim.person), jim.id);
    stage.platform.clock.advance(60_000);
    await using back = await away.listen(stage.origin, jim.id, here(), '0');
    await until(() => back.names().includes('relinked'));
    await jim.machine.call(stage.origin, 'DELETE', `/v1/links/${jim.id}`);
    await back.ended;
    assert.equal(back.names().at(-1), 'unlinked');
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 400; round += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  assert.fail('it did not happen');
}
