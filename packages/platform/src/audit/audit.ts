import { type Given, sql, statement, type Writer } from '@gatehouse/database';
import { ulid } from '@gatehouse/service';
import type { House } from '../house.ts';
import type { AuditEventRow, Tables } from '../schema/tables.ts';
import type { AuditEvent } from './audit-events.ts';
import { type ResourceEvent, resourceEventOf } from './resource-event.ts';

/** Who did it, through which app, and by which request: the part of an audit row that a request fixes. */
export interface Origin {
  readonly requestId: string;
  readonly address: string;
  readonly actor: Actor;
  /** The OAuth client through which the actor came; null for our own pages. */
  readonly clientId: string | null;
}

export type Actor =
  | { readonly kind: 'person' | 'service_account'; readonly id: number }
  | { readonly kind: 'client'; readonly id: string }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'system' };

export interface Audited {
  readonly event: AuditEvent;
  readonly companyId?: number;
  /** What was acted upon, as `<kind>:<id>`. */
  readonly subject?: string;
  /** Facts a reader needs later. Never a secret, a token, a code or a password. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Appends one row inside the unit that makes the change: no change without its event, no event without its change. */
export async function record(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  audited: Audited,
): Promise<void> {
  await appendEvent(tx, rowOf(house, origin, audited));
  await appendResourceEvent(house, tx, origin, audited);
}

/** The same of several changes of one company, made in one unit. */
export async function recordEach(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  each: readonly Omit<Audited, 'companyId'>[],
): Promise<void> {
  if (each.length === 0) return;
  const audited = each.map((one) => ({ ...one, companyId }));
  await tx
    .insertInto('audit_events')
    .values(audited.map((one) => rowOf(house, origin, one)))
    .execute();
  const [hook] = await anyHook(tx, { companyId });
  if (hook === undefined) return;
  for (const one of audited) await appendResourceEvent(house, tx, origin, one);
}

function rowOf(house: Pick<House, 'clock' | 'random'>, origin: Origin, audited: Audited) {
  const { actor } = origin;
  return {
    id: ulid(house.clock, house.random),
    at: house.clock.now(),
    company_id: audited.companyId ?? null,
    event: audited.event,
    actor_kind: actor.kind,
    actor_id: 'id' in actor ? String(actor.id) : null,
    client_id: origin.clientId,
    subject: audited.subject ?? null,
    details: JSON.stringify(audited.details ?? {}),
    request_id: origin.requestId,
    address: origin.address,
  };
}

const anyHook = statement((tx: Writer<Tables>, given: Given<{ companyId: number }>) =>
  tx
    .selectFrom('webhook_hooks')
    .select('company_id')
    .where('company_id', '=', given.companyId)
    .where('removed_at', 'is', null)
    .limit(1),
);

/** What hooks are told of is written with the change too: nothing is missed, and nothing told that did not happen. */
async function appendResourceEvent(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  { actor, clientId }: Origin,
  audited: Audited,
): Promise<void> {
  const happened = resourceEventOf(audited);
  if (happened === null) return;
  await insertWhereHooked(tx, {
    ...happened,
    ulid: ulid(house.clock, house.random),
    personId: actor.kind === 'person' || actor.kind === 'service_account' ? actor.id : null,
    clientId,
    at: house.clock.now(),
  });
}

const appendEvent = statement((tx: Writer<Tables>, row: Given<AuditEventRow>) =>
  tx.insertInto('audit_events').values({
    id: row.id,
    at: row.at,
    company_id: row.company_id,
    event: row.event,
    actor_kind: row.actor_kind,
    actor_id: row.actor_id,
    client_id: row.client_id,
    subject: row.subject,
    details: row.details,
    request_id: row.request_id,
    address: row.address,
  }),
);

interface Happened extends ResourceEvent {
  readonly ulid: string;
  readonly personId: number | null;
  readonly clientId: string | null;
  readonly at: number;
}

/** One statement, which writes nothing in a company that has no hook. */
const insertWhereHooked = statement(
  (_tx: Writer<Tables>, given: Given<Happened>) => sql`
    insert into resource_events
      (ulid, company_id, project_id, resource_name, resource_id, event_type, person_id, client_id, at)
    select cast(${given.ulid} as text), hooked.id, cast(${given.projectId} as bigint),
      cast(${given.resource} as text), cast(${given.id} as bigint), cast(${given.type} as text),
      cast(${given.personId} as bigint), cast(${given.clientId} as text), cast(${given.at} as bigint)
    from companies hooked
    where hooked.id = ${given.companyId} and exists (
      select 1 from webhook_hooks hook where hook.company_id = hooked.id and hook.removed_at is null)`,
);
