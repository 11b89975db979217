import { type Moment, traditionalAccountsEnded } from '../access/moment.ts';

export type AccountFault = 'account_ceased' | 'account_expired';

/** Why a traditional account works no longer, if so: asked where it gets its tokens, and where they are described. */
export function accountFault(
  { ceasedAt, expiresAt }: { readonly ceasedAt: number | null; readonly expiresAt: number | null },
  moment: Moment,
): AccountFault | null {
  if (ceasedAt !== null) return 'account_ceased';
  const expired = expiresAt !== null && expiresAt <= moment.now;
  return expired || traditionalAccountsEnded(moment) ? 'account_expired' : null;
}
