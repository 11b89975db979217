import type { Reader, Selectable, Updateable, Writer } from '@gatehouse/database';
import type { Tables, WebhookHookRow } from '../schema/tables.ts';

/** Whose hooks a caller deals with: their own by this app, their own by themselves, or a company's all. */
export type Owner =
  | { readonly kind: 'app'; readonly clientId: string; readonly personId: number }
  | { readonly kind: 'person'; readonly personId: number }
  | { readonly kind: 'all' };

/** A company’s own hooks, or those of one of its projects. */
export interface HookScope {
  readonly companyId: number;
  readonly projectId: number | null;
}

export interface Hook extends HookScope {
  readonly id: number;
  readonly personId: number;
  readonly clientId: string | null;
  readonly apiVersion: string;
  readonly namespace: string;
  readonly url: string;
  readonly authorizationSealed: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly disabled: boolean;
  readonly triggers: number;
}

export interface HookFilter {
  readonly namespace?: string | undefined;
  readonly apiVersion?: string | undefined;
}

export async function listHooks(
  tx: Reader<Tables>,
  scope: HookScope,
  owner: Owner,
  { namespace, apiVersion }: HookFilter,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
): Promise<{ readonly total: number; readonly hooks: readonly Hook[] }> {
  let some = hooks(tx, scope, owner);
  if (namespace !== undefined) some = some.where('namespace', '=', namespace);
  if (apiVersion !== undefined) some = some.where('api_version', '=', apiVersion);
  const { total } = await some
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await shown(some).orderBy('webhook_hooks.id').limit(perPage).offset(offset).execute();
  return { total: Number(total), hooks: rows.map(hookFrom) };
}

export async function findHook(
  tx: Reader<Tables>,
  scope: HookScope,
  owner: Owner,
  id: number,
): Promise<Hook | undefined> {
  const row = await shown(hooks(tx, scope, owner))
    .where('webhook_hooks.id', '=', id)
    .executeTakeFirst();
  return row && hookFrom(row);
}

export async function insertHook(
  tx: Writer<Tables>,
  companyId: number,
  hook: Omit<Tables['webhook_hooks'], 'id' | 'company_id' | 'removed_at' | 'failures' | 'paused_until'>,
): Promise<number> {
  const { id } = await tx
    .insertInto('webhook_hooks')
    .values({ ...hook, company_id: companyId, removed_at: null, failures: 0, paused_until: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Changes a hook; what it failed at before is forgotten, as its address may be another. */
export async function changeHook(
  tx: Writer<Tables>,
  companyId: number,
  id: number,
  set: Pick<
    Updateable<WebhookHookRow>,
    'api_version' | 'namespace' | 'url' | 'authorization_sealed' | 'disabled_at' | 'updated_at'
  >,
): Promise<void> {
  await tx
    .updateTable('webhook_hooks')
    .set({ ...set, failures: 0, paused_until: 0 })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute();
}

/** Ends a hook with its triggers; what still waits for it is never sent. */
export async function removeHook(
  tx: Writer<Tables>,
  companyId: number,
  id: number,
  now: number,
): Promise<boolean> {
  const removed = await tx
    .updateTable('webhook_hooks')
    .set({ removed_at: now, authorization_sealed: null })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (removed === undefined) return false;
  await tx
    .deleteFrom('webhook_triggers')
    .where('company_id', '=', companyId)
    .where('hook_id', '=', id)
    .execute();
  await tx
    .updateTable('webhook_deliveries')
    .set({ discarded_at: now, last_error: 'subscription_removed' })
    .where('company_id', '=', companyId)
    .where('hook_id', '=', id)
    .where('delivered_at', 'is', null)
    .where('discarded_at', 'is', null)
    .execute();
  return true;
}

/** How many hooks there are in a company, whoever made them: each is asked about at every change. */
export async function countHooks(tx: Reader<Tables>, companyId: number): Promise<number> {
  const { count } = await tx
    .selectFrom('webhook_hooks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('company_id', '=', companyId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function hooks(tx: Reader<Tables>, { companyId, projectId }: HookScope, owner: Owner) {
  const all = tx
    .selectFrom('webhook_hooks')
    .where('webhook_hooks.company_id', '=', companyId)
    .where('webhook_hooks.project_id', 'is not distinct from', projectId)
    .where('removed_at', 'is', null);
  if (owner.kind === 'all') return all;
  const own = all.where('webhook_hooks.person_id', '=', owner.personId);
  return owner.kind === 'app'
    ? own.where('client_id', '=', owner.clientId)
    : own.where('client_id', 'is', null);
}

function shown(some: ReturnType<typeof hooks>) {
  return some.selectAll('webhook_hooks').select((eb) =>
    eb
      .selectFrom('webhook_triggers')
      .whereRef('webhook_triggers.hook_id', '=', 'webhook_hooks.id')
      .select(({ fn }) => fn.countAll<number>().as('triggers'))
      .as('triggers'),
  );
}

function hookFrom(row: Selectable<WebhookHookRow> & { readonly triggers: number | null }): Hook {
  return {
    id: row.id,
    companyId: row.company_id,
    projectId: row.project_id,
    personId: row.person_id,
    clientId: row.client_id,
    apiVersion: row.api_version,
    namespace: row.namespace,
    url: row.url,
    authorizationSealed: row.authorization_sealed,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    disabled: row.disabled_at !== null,
    triggers: Number(row.triggers ?? 0),
  };
}
