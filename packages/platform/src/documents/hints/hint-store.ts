import type { Reader, Writer } from '@gatehouse/database';
import type { Environment, Tables } from '../../schema/tables.ts';

/** A company's own Documents, or a project's. */
export interface DocumentsPlace {
  readonly companyId: number;
  readonly projectId: number | null;
}

export interface ListeningApp {
  readonly id: number;
  readonly environment: Environment;
}

/** Whether any app wants to know of documents: where none does, what is due is left lying. */
export async function anybodyListens(tx: Reader<Tables>): Promise<boolean> {
  const found = await tx
    .selectFrom('event_subscriptions')
    .select('id')
    .where('documents_since', 'is not', null)
    .where('removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Places where something changed since apps were last told, those that wait longest first. */
export async function duePlaces(tx: Reader<Tables>, most: number): Promise<DocumentsPlace[]> {
  const rows = await tx
    .selectFrom('document_sequences')
    .select(['company_id', 'project_id'])
    .where('hint_due_at', 'is not', null)
    .orderBy('hint_due_at')
    .limit(most)
    .execute();
  return rows.map((row) => ({ companyId: row.company_id, projectId: row.project_id || null }));
}

/** Takes a place; false where another node has. What changes from now on makes it due again. */
export async function takePlace(
  tx: Writer<Tables>,
  companyId: number,
  projectId: number | null,
): Promise<boolean> {
  const taken = await tx
    .updateTable('document_sequences')
    .set({ hint_due_at: null })
    .where('company_id', '=', companyId)
    .where('project_id', '=', projectId ?? 0)
    .where('hint_due_at', 'is not', null)
    .returning('company_id')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Has a place wait for its next turn. */
export async function putOffPlace(
  tx: Writer<Tables>,
  companyId: number,
  projectId: number | null,
  now: number,
): Promise<void> {
  await tx
    .updateTable('document_sequences')
    .set({ hint_due_at: now })
    .where('company_id', '=', companyId)
    .where('project_id', '=', projectId ?? 0)
    .where('hint_due_at', 'is not', null)
    .execute();
}

/** The apps that are connected in a company and want to know of documents there. */
export async function listeningApps(tx: Reader<Tables>, companyId: number): Promise<ListeningApp[]> {
  return await tx
    .selectFrom('installations')
    .innerJoin('companies', 'companies.id', 'installations.company_id')
    .innerJoin('event_subscriptions', (join) =>
      join
        .onRef('event_subscriptions.app_id', '=', 'installations.app_id')
        .onRef('event_subscriptions.environment', '=', 'companies.environment'),
    )
    .select(['installations.app_id as id', 'companies.environment'])
    .distinct()
    .where('installations.company_id', '=', companyId)
    .where('disconnected_at', 'is', null)
    .where('uninstalled_at', 'is', null)
    .where('documents_since', 'is not', null)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
}

/**
 * Makes room for a new event: of a place an app has one at a time, however often it changes and however long the app's
 * address does not answer. False where the one that is there was not sent yet, and so tells of this change too.
 */
export async function dropToldEvent(
  tx: Writer<Tables>,
  companyId: number,
  appId: number,
  data: string,
): Promise<boolean> {
  const event = await tx
    .selectFrom('app_events')
    .select('id')
    .where('app_id', '=', appId)
    .where('company_id', '=', companyId)
    .where('data', '=', data)
    .where('event', '=', 'documents_changed')
    .executeTakeFirst();
  if (event === undefined) return true;
  const deliveries = await tx
    .selectFrom('event_deliveries')
    .select(['attempts', 'discarded_at'])
    .where('event_id', '=', event.id)
    .execute();
  const unsent =
    deliveries.length > 0 && deliveries.every((each) => each.attempts === 0 && each.discarded_at === null);
  if (unsent) return false;
  await tx.deleteFrom('event_deliveries').where('event_id', '=', event.id).execute();
  await tx.deleteFrom('app_events').where('id', '=', event.id).execute();
  return true;
}
