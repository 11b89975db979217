import type { Reader, Writer } from '@gatehouse/database';
import type { InstallationRequestRow, Tables } from '../../schema/tables.ts';
import type { StoredApp, StoredPerson } from '../installation-store.ts';
import type { RequestStatus } from './request-machine.ts';

/** A member's wish for an app, with the names that are shown with it. */
export interface StoredRequest {
  readonly id: number;
  readonly companyId: number;
  readonly app: StoredApp;
  readonly person: StoredPerson;
  readonly status: RequestStatus;
  readonly implicit: boolean;
  readonly reason: string;
  readonly createdAt: number;
  readonly decidedAt: number | null;
  readonly decidedBy: StoredPerson | null;
  readonly answer: string | null;
}

/** Which requests are looked for, within one company. */
export interface RequestFilter {
  readonly personId?: number | undefined;
  readonly appId?: number | undefined;
  readonly status?: RequestStatus | undefined;
  readonly implicit?: boolean | undefined;
}

export async function findRequest(
  tx: Reader<Tables>,
  companyId: number,
  id: number,
): Promise<StoredRequest | undefined> {
  const row = await named(requests(tx, companyId, {}))
    .where('installation_requests.id', '=', id)
    .executeTakeFirst();
  return row && requestFrom(row);
}

/** A page of them, the latest first. */
export async function listRequests(
  tx: Reader<Tables>,
  companyId: number,
  filter: RequestFilter,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
): Promise<{ readonly total: number; readonly requests: readonly StoredRequest[] }> {
  const { total } = await requests(tx, companyId, filter)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await named(requests(tx, companyId, filter))
    .orderBy('installation_requests.id', 'desc')
    .limit(perPage)
    .offset(offset)
    .execute();
  return { total, requests: rows.map(requestFrom) };
}

/** Everyone who waits for an answer about this app. */
export async function pendingRequests(
  tx: Reader<Tables>,
  companyId: number,
  appId: number,
  personId?: number,
): Promise<readonly { readonly id: number; readonly person_id: number }[]> {
  return await requests(tx, companyId, { appId, personId, status: 'pending' })
    .select(['installation_requests.id', 'installation_requests.person_id'])
    .orderBy('installation_requests.id')
    .execute();
}

/** @throws a unique violation where this person already waits for an answer about this app. */
export async function insertRequest(
  tx: Writer<Tables>,
  companyId: number,
  row: Pick<InstallationRequestRow, 'app_id' | 'person_id' | 'implicit_since' | 'reason' | 'created_at'>,
): Promise<number> {
  const { id } = await tx
    .insertInto('installation_requests')
    .values({
      ...row,
      company_id: companyId,
      status: 'pending',
      decided_at: null,
      decided_by: null,
      answer: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function decideRequest(
  tx: Writer<Tables>,
  companyId: number,
  id: number,
  decision: Pick<InstallationRequestRow, 'status' | 'decided_at' | 'decided_by' | 'answer'>,
): Promise<void> {
  await tx
    .updateTable('installation_requests')
    .set(decision)
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute();
}

function requests(tx: Reader<Tables>, companyId: number, filter: RequestFilter) {
  const { personId, appId, status, implicit } = filter;
  return tx
    .selectFrom('installation_requests')
    .innerJoin('apps', 'apps.id', 'installation_requests.app_id')
    .innerJoin('people', 'people.id', 'installation_requests.person_id')
    .leftJoin('people as decider', 'decider.id', 'installation_requests.decided_by')
    .where('installation_requests.company_id', '=', companyId)
    .$if(personId !== undefined, (query) =>
      query.where('installation_requests.person_id', '=', personId ?? null),
    )
    .$if(appId !== undefined, (query) => query.where('installation_requests.app_id', '=', appId ?? null))
    .$if(status !== undefined, (query) => query.where('installation_requests.status', '=', status ?? null))
    .$if(implicit !== undefined, (query) =>
      query.where('installation_requests.implicit_since', implicit === true ? 'is not' : 'is', null),
    );
}

function named(query: ReturnType<typeof requests>) {
  return query.select([
    'installation_requests.id',
    'installation_requests.company_id',
    'installation_requests.app_id',
    'installation_requests.person_id',
    'installation_requests.status',
    'installation_requests.implicit_since',
    'installation_requests.reason',
    'installation_requests.created_at',
    'installation_requests.decided_at',
    'installation_requests.decided_by',
    'installation_requests.answer',
    'apps.name as app_name',
    'apps.publisher',
    'apps.description',
    'apps.publisher_verified_at',
    'people.name as person_name',
    'decider.name as decider_name',
  ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof named>['executeTakeFirstOrThrow']>>;

function requestFrom(row: Row): StoredRequest {
  const { decided_by: deciderId, decider_name: deciderName } = row;
  return {
    id: row.id,
    companyId: row.company_id,
    app: {
      id: row.app_id,
      name: row.app_name,
      publisher: row.publisher,
      description: row.description,
      verified: row.publisher_verified_at !== null,
    },
    person: { id: row.person_id, name: row.person_name },
    status: row.status,
    implicit: row.implicit_since !== null,
    reason: row.reason,
    createdAt: row.created_at,
    decidedAt: row.decided_at,
    decidedBy: deciderId === null || deciderName === null ? null : { id: deciderId, name: deciderName },
    answer: row.answer,
  };
}
