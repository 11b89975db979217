import type { Writer } from '@gatehouse/database';
import type { Tables } from '../../schema/tables.ts';
import { insertHookDeliveries, waitingEvents } from '../../webhooks/fan-out-store.ts';
import { insertHook } from '../../webhooks/hook-store.ts';
import type { Told } from '../../webhooks/payload.ts';
import { insertTrigger } from '../../webhooks/trigger-store.ts';

/** A hook of a company that is told of new projects. */
export async function addHook(
  tx: Writer<Tables>,
  companyId: number,
  { by, at }: { readonly by: number; readonly at: number },
): Promise<{ readonly hook: number; readonly trigger: number }> {
  const hook = await insertHook(tx, companyId, {
    project_id: null,
    person_id: by,
    client_id: null,
    api_version: 'v2',
    namespace: 'tidewater',
    url: 'https://hooks.tidewater.example/hook',
    authorization_sealed: null,
    created_at: at,
    updated_at: at,
    disabled_at: null,
  });
  const wished = { personId: by, resource: 'Projects', type: 'create', at } as const;
  const trigger = await insertTrigger(tx, companyId, hook, wished);
  return { hook, trigger: trigger?.id ?? 0 };
}

interface OfHook {
  readonly companyId: number;
  readonly hookId: number;
  readonly triggerId: number;
  readonly now: number;
}

/** A change that nobody was told of yet, and one on its way to a hook that is told of it. */
export async function addChange(
  tx: Writer<Tables>,
  { companyId, hookId, triggerId, now }: OfHook,
): Promise<{ readonly hookId: number; readonly triggerId: number; readonly untold: Told }> {
  const change = {
    company_id: companyId,
    project_id: null,
    resource_name: 'Projects',
    resource_id: 1,
    event_type: 'create',
    person_id: null,
    client_id: null,
    at: now,
    told_at: null,
  } as const;
  await tx
    .insertInto('resource_events')
    .values([
      { ...change, ulid: 'untold' },
      { ...change, ulid: 'told', told_at: now },
    ])
    .execute();
  const told = await tx
    .selectFrom('resource_events')
    .select('id')
    .where('ulid', '=', 'told')
    .executeTakeFirstOrThrow();
  await insertHookDeliveries(tx, companyId, { hookIds: [hookId], eventId: told.id, now });
  const untold = (await waitingEvents(tx, { now, most: 1000 })).find(
    ({ told: { ulid } }) => ulid === 'untold',
  )?.told;
  if (untold === undefined) throw new Error('a change that was just written is not there');
  return { hookId, triggerId, untold };
}
