/** Who holds a file, and until when, in milliseconds; it may be over by now. */
export interface CheckOut {
  readonly until: number;
  readonly by: { readonly id: number; readonly login: string; readonly name: string };
}

/** The columns that a query of files joins its holder by. */
interface HolderColumns {
  readonly checked_out_until: number | null;
  readonly holder_id: number | null;
  readonly holder_login: string | null;
  readonly holder_name: string | null;
}

export function checkOutOf(row: HolderColumns): CheckOut | null {
  const { checked_out_until: until, holder_id: id } = row;
  if (until === null || id === null) return null;
  return { until, by: { id, login: row.holder_login ?? '', name: row.holder_name ?? '' } };
}

/** A check-out that is over is none. */
export function current(checkedOut: CheckOut | null, now: number): CheckOut | null {
  return checkedOut !== null && checkedOut.until > now ? checkedOut : null;
}
