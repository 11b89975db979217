import type { Reader } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { bindingOf, bindingOfAddress } from '../only-way-in/binding.ts';
import { sealReturnTo } from '../pages/return-path.ts';
import type { Tables } from '../schema/tables.ts';
import { findFactors } from '../second-factors/factor-store.ts';
import { hasFactor } from '../second-factors/factors.ts';
import type { AliveInvitation } from './invitation-store.ts';

type Invited = Pick<AliveInvitation, 'person_id' | 'company_id' | 'email' | 'password_hash'>;

export type WayIn =
  /** They are new here: the link lets them choose a password. */
  | { readonly kind: 'new_password' }
  /** They have an account that a link alone does not open: a password, or a second factor. */
  | { readonly kind: 'signed_in' }
  /** A company signs them in at a provider of its own, where whoever but reads the mail has not been. */
  | { readonly kind: 'company'; readonly isInviting: boolean };

/** How somebody who was invited signs in. Nobody joins before that is done to its end. */
export async function wayIn(house: House, tx: Reader<Tables>, invited: Invited): Promise<WayIn> {
  const { person_id: personId, company_id: companyId } = invited;
  if (invited.password_hash !== null) return { kind: 'signed_in' };
  const bound = await bindingOf(house, tx, personId);
  if (bound !== undefined) return { kind: 'company', isInviting: bound.companyId === companyId };
  // Once they have joined they are bound, too.
  const ofAddress = await bindingOfAddress(house, tx, invited.email);
  if (ofAddress?.companyId === companyId) return { kind: 'company', isInviting: true };
  return { kind: hasFactor(await findFactors(tx, personId)) ? 'signed_in' : 'new_password' };
}

/** Where they sign in at their company. By its own provider they join it; to another's invitation they come back. */
export function companyLocation(
  house: House,
  { url }: Pick<FastifyRequest, 'url'>,
  { email }: Pick<Invited, 'email'>,
  { isInviting }: { readonly isInviting: boolean },
): string {
  const back = isInviting ? undefined : sealReturnTo(house, url);
  return `/sign-in/company?${new URLSearchParams({ login_hint: email, ...(back !== undefined && { return_to: back }) })}`;
}
