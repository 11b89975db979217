import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from '@gatehouse/database';
import { record } from '../audit/audit.ts';
import { setCompanyLevel } from '../directory/tool-levels.ts';
import type { Errors } from '../documents/testing/api.ts';
import { folderOf } from '../documents/testing/change.ts';
import { type Character, openSite, type Site } from '../documents/testing/site.ts';
import { openReceiver, type Receiver, until } from '../events/receiver.test-support.ts';
import { refuseRows } from '../events/refused-rows.test-support.ts';
import { insertHook } from './hook-store.ts';

const origin = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;
const hour = 3_600_000;

describe('hooks', () => {
  let site: Site;
  let receiver: Receiver;
  before(async () => {
    site = await openSite({ eventsToPrivateAddresses: true });
    receiver = await openReceiver();
    const { house } = site.platform;
    await house.database.write(async (tx) => {
      for (const who of ['reader', 'standard'] as const)
        await setCompanyLevel(house, tx, origin, site.companyId, {
          personId: site.ids[who],
          tool: 'admin',
          level: 'Standard',
        });
    });
  });
  after(async () => {
    await site.close();
    await receiver[Symbol.asyncDispose]();
  });

  async function post(who: Character, path: string, body: object) {
    const response = await site.as[who].call(`/rest/v1.0/webhooks/${path}`, {
      method: 'POST',
      headers: { 'procore-company-id': String(site.companyId), 'content-type': 'application/json' },
      body: JSON.stringify({ company_id: site.companyId, ...body }),
    });
    return { status: response.status, body: (await response.json()) as { id: number } & Errors };
  }
  const hook = { api_version: 'v2', destination_url: 'https://hooks.example/' };

  it('are told of a change though the one before it fails; that one is tried again, and given up in the end', async () => {
    const made = await post('reader', 'hooks', { hook: { ...hook, destination_url: receiver.url } });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    await post('reader', `hooks/${made.body.id}/triggers`, {
      trigger: { resource_name: 'Company Folders', event_type: 'update' },
    });
    const [broken, lost, whole] = [
      await folderOf(site, 'standard', 'company', 'Broken'),
      await folderOf(site, 'standard', 'company', 'Lost'),
      await folderOf(site, 'standard', 'company', 'Whole'),
    ];
    const { house, clock, logs } = site.platform;
    const changed = (...folders: { readonly id: number }[]) =>
      house.database.write(async (tx) => {
        for (const { id } of folders)
          await record(house, tx, origin, {
            event: 'folder.updated',
            companyId: site.companyId,
            subject: `folder:${id}`,
            details: { projectId: null },
          });
      });
    const heardOf = ({ id }: { readonly id: number }) =>
      receiver.received.filter(
        ({ event }) => Number((event as never as Record<string, unknown>).resource_id) === id,
      ).length;
    const failuresOf = async ({ id }: { readonly id: number }) =>
      await house.database.read(async (tx) => {
        const row = await tx
          .selectFrom('resource_events')
          .select(['failures', 'told_at'])
          .where('resource_id', '=', id)
          .orderBy('id', 'desc')
          .executeTakeFirstOrThrow();
        return { failures: row.failures ?? 0, over: row.told_at !== null };
      });

    await refuseDeliveriesOf([broken.id, lost.id]);
    await changed(broken, whole);
    await until(() => heardOf(whole) === 1, 'the change behind it');
    await until(async () => (await failuresOf(broken)).failures > 0, 'the failure to be written down');
    await refuseDeliveriesOf([lost.id]);
    clock.advance(hour);
    await until(() => heardOf(broken) === 1, 'the change that failed before');

    await changed(lost);
    await until(async () => (await failuresOf(lost)).failures > 0, 'the failure to be written down');
    clock.advance(13 * hour);
    await until(async () => (await failuresOf(lost)).over, 'giving up');
    assert.match(logs(), /hooks are never told of a change: given up/);
    assert.equal(heardOf(lost), 0);
  });

  it('are a thousand in a company, whoever makes them', async () => {
    const { house } = site.platform;
    await house.database.write(async (tx) => {
      const { many } = await tx
        .selectFrom('webhook_hooks')
        .select(({ fn }) => fn.countAll().as('many'))
        .executeTakeFirstOrThrow();
      for (let at = Number(many); at < 999; at += 1)
        await insertHook(tx, site.companyId, {
          project_id: null,
          person_id: site.ids.admin,
          client_id: null,
          api_version: 'v2',
          namespace: 'many',
          url: hook.destination_url,
          authorization_sealed: null,
          created_at: 1,
          updated_at: 1,
          disabled_at: null,
        });
    }, 60_000);
    const last = await post('standard', 'hooks', { hook });
    assert.equal(last.status, 201, JSON.stringify(last.body));
    const more = await post('reader', 'hooks', { hook });
    assert.deepEqual(
      [more.status, more.body.errors.base],
      [422, ['A company has 1000 hooks at most: an admin has to remove one first']],
    );
  });

  /** Deliveries of changes of these folders cannot be queued, and others can. */
  async function refuseDeliveriesOf(ids: readonly number[]): Promise<void> {
    const among = sql.join(ids.map((id) => sql.lit(id)));
    await refuseRows(
      site.platform.house,
      'webhook_deliveries',
      sql`(select resource_id from resource_events where id = new.event_id) in (${among})`,
    );
  }
});
