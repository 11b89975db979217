import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { record } from '../audit/audit.ts';
import { setCompanyLevel } from '../directory/tool-levels.ts';
import type { At } from '../documents/testing/api.ts';
import { folderOf, send } from '../documents/testing/change.ts';
import { type Character, openSite, type Site } from '../documents/testing/site.ts';
import { openReceiver, type Receiver, until } from '../events/receiver.test-support.ts';
import { deliveries as listed } from '../journeys/contract/deliveries.test-support.ts';
import { deviations } from '../journeys/contract/endpoint.test-support.ts';

const origin = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;

interface Named {
  readonly id: number;
}

describe('hooks of a company and its projects', () => {
  let site: Site;
  let receiver: Receiver;
  before(async () => {
    site = await openSite({ eventsToPrivateAddresses: true });
    const { house } = site.platform;
    await house.database.write(async (tx) => {
      for (const who of ['admin', 'reader', 'standard'] as const)
        await setCompanyLevel(house, tx, origin, site.companyId, {
          personId: site.ids[who],
          tool: 'admin',
          level: 'Standard',
        });
      await setCompanyLevel(house, tx, origin, site.companyId, {
        personId: site.ids.admin,
        tool: 'directory',
        level: 'Admin',
      });
    });
  });
  after(() => site.close());
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await quiet();
    await site.platform.house.database.write((tx) =>
      tx.updateTable('webhook_hooks').set({ removed_at: 1 }).where('removed_at', 'is', null).execute(),
    );
    await receiver[Symbol.asyncDispose]();
  });

  const scope = (at: At) =>
    at === 'company' ? { company_id: site.companyId } : { project_id: site.projectId };

  async function ask<Body>(who: Character, method: string, path: string, body?: unknown) {
    const response = await site.as[who].call(`/rest/v1.0/webhooks/${path}`, {
      method,
      headers: {
        'procore-company-id': String(site.companyId),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  }

  async function hooked(
    who: Character,
    at: At,
    resources: readonly string[],
    apiVersion = 'v2',
  ): Promise<number> {
    const made = await ask<Named>(who, 'POST', 'hooks', {
      ...scope(at),
      hook: {
        api_version: apiVersion,
        destination_url: receiver.url,
        destination_headers: { Authorization: 'Bearer of-the-receiver' },
      },
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const triggers = resources.flatMap((resource_name) =>
      ['create', 'update', 'delete'].map((event_type) => ({ resource_name, event_type })),
    );
    await ask(who, 'POST', `hooks/${made.body.id}/triggers/bulk`, { ...scope(at), triggers });
    return made.body.id;
  }

  const count = async (of: 'events' | 'deliveries') =>
    await site.platform.house.database.read(async (tx) => {
      const rows =
        of === 'events'
          ? await tx.selectFrom('resource_events').select('id').where('told_at', 'is', null).execute()
          : await tx
              .selectFrom('webhook_deliveries')
              .select('id')
              .where('delivered_at', 'is', null)
              .where('discarded_at', 'is', null)
              .execute();
      return rows.length;
    });
  /** All that changed has been told to whoever may know of it. */
  async function quiet(): Promise<void> {
    await until(async () => (await count('events')) === 0, 'all changes to be told');
    await until(async () => (await count('deliveries')) === 0, 'all that is told to arrive');
  }
  const told = () =>
    receiver.received.map(({ event }) => event as unknown as Readonly<Record<string, unknown>>);
  const ofItem = (id: number) => told().filter((each) => Number(each.resource_id) === id);

  it('belong to whoever made them, also among people of one app: what they are told is for that person', async () => {
    const id = await hooked('standard', 'company', ['Company Folders']);
    const other = `hooks/${id}?company_id=${site.companyId}`;
    const taken = { hook: { destination_url: 'https://elsewhere.example/taken' } };
    assert.equal((await ask('reader', 'PATCH', other, taken)).status, 404);
    assert.equal(
      (await ask('reader', 'GET', `hooks/${id}/deliveries?company_id=${site.companyId}`)).status,
      404,
    );
    assert.equal((await ask('standard', 'PATCH', other, { hook: { namespace: 'mine' } })).status, 200);
  });

  it('are told that something changed, with the header they ask for, and nothing of what it was', async () => {
    await hooked('reader', 'company', ['Company Folders', 'Project Folders']);
    const folder = await folderOf(site, 'standard', 'company', 'Told manuals');
    const deep = await folderOf(site, 'standard', 'project', 'Told drawings');
    await quiet();
    const [first] = ofItem(folder.id);
    assert.deepEqual(
      [first?.event_type, first?.resource_name, first?.company_id, first?.project_id, first?.api_version],
      ['create', 'Company Folders', site.companyId, null, 'v2'],
    );
    assert.equal(first?.user_id, site.ids.standard);
    assert.match(JSON.stringify(first?.metadata), new RegExp(`"source_user_id":${site.ids.standard},`));
    assert.match(String(first?.timestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    assert.equal(ofItem(deep.id)[0]?.project_id, site.projectId);
    for (const { headers, event } of receiver.received) {
      assert.equal(headers.authorization, 'Bearer of-the-receiver');
      assert.doesNotMatch(JSON.stringify(event), /Told/);
    }
  });

  it('speak version 4 where they were made for it: ids as text, no project as nothing', async () => {
    await hooked('reader', 'company', ['Company Folders'], 'v4.0');
    const { id } = await folderOf(site, 'standard', 'company', 'Fourth');
    await quiet();
    const [event] = ofItem(id);
    assert.deepEqual(
      { ...event, id: '', timestamp: '' },
      {
        payload_version: 'v4.0',
        id: '',
        timestamp: '',
        reason: 'create',
        company_id: String(site.companyId),
        project_id: '',
        user_id: String(site.ids.standard),
        resource_type: 'Company Folders',
        resource_id: String(id),
      },
    );
  });

  it('of a project are told of that project alone', async () => {
    await hooked('reader', 'project', ['Company Folders', 'Project Folders']);
    const other = await folderOf(site, 'standard', 'company', 'Not theirs');
    const own = await folderOf(site, 'standard', 'project', 'Theirs');
    await quiet();
    assert.deepEqual([ofItem(other.id).length, ofItem(own.id).length], [0, 1]);
  });

  it('are told nothing of what their maker does not see: not that it came, nor what lies in it, nor that it went', async () => {
    await hooked('reader', 'project', ['Project Folders']);
    const hidden = await site.as.admin.makeFolder('project', { name: 'Hidden', explicit_permissions: true });
    const inside = await folderOf(site, 'admin', 'project', 'Inside', hidden.body.id);
    await send(site, 'admin', 'project', 'PATCH', `folders/${inside.id}`, { folder: { name: 'Renamed' } });
    await send(site, 'admin', 'project', 'DELETE', `folders/${inside.id}`);
    await send(site, 'admin', 'project', 'DELETE', `folders/${hidden.body.id}`);
    const open = await folderOf(site, 'admin', 'project', 'Open');
    await send(site, 'admin', 'project', 'PATCH', `folders/${open.id}`, { folder: { name: 'Opened' } });
    await quiet();
    await send(site, 'admin', 'project', 'DELETE', `folders/${open.id}`);
    await quiet();
    assert.deepEqual([ofItem(hidden.body.id), ofItem(inside.id)], [[], []]);
    assert.deepEqual(
      ofItem(open.id).map((each) => each.event_type),
      ['create', 'update', 'delete'],
    );
  });

  it('are told nothing any more once their maker may not know of it, though it was on its way', async () => {
    await hooked('reader', 'project', ['Project Folders']);
    receiver.answerWith(503);
    const { id } = await folderOf(site, 'admin', 'project', 'Soon private');
    await until(() => receiver.received.length > 0, 'an attempt');
    await send(site, 'admin', 'project', 'PATCH', `folders/${id}`, {
      folder: { explicit_permissions: true },
    });
    const tried = receiver.received.length;
    receiver.answerWith(200);
    site.platform.clock.advance(3_600_000);
    await quiet();
    assert.equal(receiver.received.length, tried);
  });

  it('are told nothing any more of what was deleted once the bin is emptied, though it was on its way', async () => {
    await hooked('reader', 'project', ['Project Folders']);
    const { id } = await folderOf(site, 'admin', 'project', 'Soon purged');
    await quiet();
    receiver.answerWith(503);
    const before = receiver.received.length;
    await send(site, 'admin', 'project', 'DELETE', `folders/${id}`);
    await until(() => receiver.received.length > before, 'an attempt');
    await send(site, 'admin', 'project', 'DELETE', 'recycle_bin');
    const tried = receiver.received.length;
    receiver.answerWith(200);
    site.platform.clock.advance(3_600_000);
    await quiet();
    assert.equal(receiver.received.length, tried);
  });

  it('fall silent while their app is disconnected', async () => {
    await hooked('reader', 'company', ['Company Folders']);
    const { id } = await folderOf(site, 'standard', 'company', 'Seen before');
    await quiet();
    const { house } = site.platform;
    const set = (disconnected_at: number | null) =>
      house.database.write(async (tx) => {
        await tx
          .updateTable('installations')
          .set({ disconnected_at })
          .where('company_id', '=', site.companyId)
          .execute();
        // The console’s people go on meanwhile.
        await record(house, tx, origin, {
          event: 'folder.updated',
          companyId: site.companyId,
          subject: `folder:${id}`,
          details: { projectId: null },
        });
      });
    await set(1);
    await quiet();
    assert.equal(receiver.received.length, 1);
    await set(null);
    await quiet();
    assert.deepEqual(
      ofItem(id).map((each) => each.event_type),
      ['create', 'update'],
    );
  });

  it('are told of people by whoever reads the Directory, and by nobody else', async () => {
    await hooked('reader', 'company', ['Company Users']);
    await using another = await openReceiver();
    const first = receiver;
    receiver = another;
    await hooked('admin', 'company', ['Company Users']);
    receiver = first;
    const changed = await site.as.admin.call(
      `/rest/v1.3/companies/${site.companyId}/users/${site.ids.colleague}`,
      {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', 'procore-company-id': String(site.companyId) },
        body: JSON.stringify({ user: { job_title: 'Foreman' } }),
      },
    );
    assert.equal(changed.status, 200, await changed.text());
    await quiet();
    assert.equal(receiver.received.length, 0);
    assert.deepEqual(
      another.received.map(({ event }) => {
        const { resource_name, event_type, resource_id } = event as unknown as Record<string, unknown>;
        return [resource_name, event_type, resource_id];
      }),
      [['Company Users', 'update', site.ids.colleague]],
    );
  });

  it('list what became of each attempt, and try again what failed', async () => {
    const id = await hooked('reader', 'company', ['Company Folders']);
    receiver.answerWith(503);
    await folderOf(site, 'standard', 'company', 'Tried again');
    await until(() => receiver.received.length > 0, 'an attempt');
    const deliveries = async (status: string) => {
      const path = `hooks/${id}/deliveries?company_id=${site.companyId}&filters[status]=${status}`;
      const { body } = await ask<{ outcome: string; response_status: number | null }[]>(
        'reader',
        'GET',
        path,
      );
      return body.map(({ outcome, response_status }) => [outcome, response_status]);
    };
    await until(async () => (await deliveries('failing')).length === 1, 'the failure to be written down');
    assert.deepEqual(await deliveries('failing'), [['retried', 503]]);
    const found: Readonly<Record<string, number>> = {
      hook: id,
      company: site.companyId,
      project: site.projectId,
    };
    for (const endpoint of listed.filter(({ path }) => !path.includes('{project}'))) {
      const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => String(found[name]));
      const response = await site.as.reader.call(path);
      assert.deepEqual(deviations(endpoint, await response.json()), []);
    }
    receiver.answerWith(200);
    site.platform.clock.advance(3_600_000);
    await quiet();
    assert.deepEqual(await deliveries('successful'), [['ok', 200]]);
    assert.deepEqual(await deliveries('failing'), []);
  });

  it('are told again by whoever made them, as far as they may still know; by nobody else', async () => {
    const id = await hooked('reader', 'project', ['Project Folders']);
    const folder = await folderOf(site, 'admin', 'project', 'Told twice');
    await quiet();
    const v2 = `/rest/v2.0/companies/${site.companyId}/projects/${site.projectId}/webhooks/hooks/${id}/deliveries`;
    const listed = await site.as.reader.call(v2);
    const { data } = (await listed.json()) as { data: { id: string }[] };
    const again = (who: Character) => site.as[who].call(`${v2}/${data[0]?.id}/redeliver`, { method: 'POST' });
    assert.equal((await again('standard')).status, 404);
    assert.equal((await site.as.reader.call(`${v2}/999999/redeliver`, { method: 'POST' })).status, 404);
    assert.equal((await again('reader')).status, 204);
    await quiet();
    assert.equal(ofItem(folder.id).length, 2);
    await send(site, 'admin', 'project', 'PATCH', `folders/${folder.id}`, {
      folder: { explicit_permissions: true },
    });
    assert.equal((await again('reader')).status, 204);
    await quiet();
    assert.equal(ofItem(folder.id).length, 2);
  });

  it('are no business of whoever has no Standard on the Admin tool, nor of whoever is not in the project', async () => {
    const body = { ...scope('company'), hook: { api_version: 'v2', destination_url: receiver.url } };
    assert.equal((await ask('nobody', 'POST', 'hooks', body)).status, 403);
    assert.equal((await ask('stranger', 'POST', 'hooks', body)).status, 404);
    const elsewhere = { project_id: site.elsewhere.projectId };
    assert.equal((await ask('reader', 'POST', 'hooks', { ...body, ...elsewhere })).status, 404);
    const { company_id: _, ...inBody } = { ...body, ...elsewhere };
    assert.equal((await ask('reader', 'POST', 'hooks', inBody)).status, 404);
  });
});
