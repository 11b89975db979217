import { fieldErrors, type RestReply } from '../../rest/rest-call.ts';
import type { Surroundings } from './change-item.ts';
import type { Item } from './item-store.ts';
import { type Change, type Denial, denied, type Target } from './target.ts';

/** What a check-out sets on the row. */
export interface CheckOut {
  readonly checked_out_by: number | null;
  readonly checked_out_until: number | null;
}

/** Whose a file is for now; null where nobody has it checked out. */
export function heldBy(item: Pick<Item, 'checked_out_by' | 'checked_out_until'>, now: number): number | null {
  return item.checked_out_until !== null && item.checked_out_until > now ? item.checked_out_by : null;
}

/** Takes a file for oneself until a time, or gives it back; another's is given back by Admins alone. */
export async function checkOut(
  { clock }: Surroundings,
  change: Change,
  { item }: Target,
  until: number | null,
): Promise<{ readonly set: CheckOut } | { readonly denial: Denial }> {
  const now = clock.now();
  const holder = heldBy(item, now);
  const anothers = holder !== null && holder !== change.place.personId;
  if (until === null) {
    const refused = anothers ? denied(change, item, 'reset_check_out') : null;
    return refused === null
      ? { set: { checked_out_by: null, checked_out_until: null } }
      : { denial: refused };
  }
  if (until <= now) return { denial: fieldErrors({ checked_out_until: ['must be in the future'] }) };
  if (anothers) return { denial: await checkedOut(change, holder) };
  return { set: { checked_out_by: change.place.personId, checked_out_until: until } };
}

/** The wire's 409; the route adds the file as it is. */
export async function checkedOut({ tx }: Pick<Change, 'tx'>, holder: number): Promise<RestReply> {
  const { name } = await tx
    .selectFrom('people')
    .select('name')
    .where('id', '=', holder)
    .executeTakeFirstOrThrow();
  const message = `This file is currently checked out by ${name} so a new revision cannot be added`;
  return { status: 409, body: { errors: { base: [message] }, error_type: 'checked_out' } };
}
