import type { Reader } from '@gatehouse/database';
import type { ServiceAccountCreateBody } from '@gatehouse/wire';
import { textFault } from '../apps/text-rules.ts';
import { instantFrom } from '../rest/timestamp.ts';
import type { Tables } from '../schema/tables.ts';
import { isUserOf } from './answerable.ts';

export type ReadAccount =
  | {
      readonly ok: true;
      readonly account: {
        readonly name: string;
        readonly ownerId: number | null;
        readonly expiresAt: number | null;
      };
    }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string[]>> };

/** A new account as it was sent, or what is wrong with it, field by field. */
export async function readNewAccount(
  tx: Reader<Tables>,
  companyId: number,
  { name, owner_id: ownerId = null, expires_at: expires = null }: ServiceAccountCreateBody,
  now: number,
): Promise<ReadAccount> {
  const errors: Record<string, string[]> = {};
  const fault = textFault(name, 'line');
  if (fault !== undefined) errors.name = [fault];
  if (ownerId !== null && !(await isUserOf(tx, companyId, ownerId)))
    errors.owner_id = ['is nobody who signs in to this company: send the id of one of its users'];
  const expiresAt = readDeadline(expires, now);
  if (typeof expiresAt === 'string') errors.expires_at = [expiresAt];
  if (typeof expiresAt === 'string' || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, account: { name: name.trim(), ownerId, expiresAt } };
}

/** Milliseconds of a time to come, null for none, or what is wrong with it. */
export function readDeadline(text: string | null, now: number): number | null | string {
  if (text === null) return null;
  const at = instantFrom(text);
  if (at === undefined) return 'must be a time like 2027-01-31T12:00:00Z';
  return at <= now ? 'is past: send a time to come' : at;
}
