import type { Reader, Writer } from '@gatehouse/database';
import type { ChangeOfResource, Tables } from '../schema/tables.ts';

export interface Trigger {
  readonly id: number;
  readonly hookId: number;
  readonly personId: number;
  readonly resource: string;
  readonly type: ChangeOfResource;
}

export async function listTriggers(
  tx: Reader<Tables>,
  companyId: number,
  hookId: number,
): Promise<Trigger[]> {
  const rows = await tx
    .selectFrom('webhook_triggers')
    .select(['id', 'hook_id', 'person_id', 'resource_name', 'event_type'])
    .where('company_id', '=', companyId)
    .where('hook_id', '=', hookId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    hookId: row.hook_id,
    personId: row.person_id,
    resource: row.resource_name,
    type: row.event_type,
  }));
}

/** Adds a trigger; undefined where the hook has it already. */
export async function insertTrigger(
  tx: Writer<Tables>,
  companyId: number,
  hookId: number,
  trigger: Pick<Trigger, 'personId' | 'resource' | 'type'> & { readonly at: number },
): Promise<Trigger | undefined> {
  const { personId, resource, type, at } = trigger;
  const row = await tx
    .insertInto('webhook_triggers')
    .values({
      company_id: companyId,
      hook_id: hookId,
      person_id: personId,
      resource_name: resource,
      event_type: type,
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(['hook_id', 'resource_name', 'event_type']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row && { id: row.id, hookId, personId, resource, type };
}

export async function removeTrigger(
  tx: Writer<Tables>,
  companyId: number,
  hookId: number,
  id: number,
): Promise<boolean> {
  const removed = await tx
    .deleteFrom('webhook_triggers')
    .where('company_id', '=', companyId)
    .where('hook_id', '=', hookId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return removed !== undefined;
}
