import { type Given, statement, type Writer } from '@gatehouse/database';
import { ulid } from '@gatehouse/service';
import type { House } from '../house.ts';
import type { AuditEventRow, Tables } from '../schema/tables.ts';
import type { AuditEvent } from './audit-events.ts';

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
  const { actor } = origin;
  await appendEvent(tx, {
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
