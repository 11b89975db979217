import type { Reader } from '@gatehouse/database';
import type { House } from '../house.ts';
import { illegalStep } from '../rest/illegal-step.ts';
import { type Refused, type RestReply, refuse } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import { type TraditionalStep, traditionalAccountMachine } from './service-account-machine.ts';
import { findAccount, type StoredAccount } from './service-account-store.ts';
import { accountViews, standingOfAccount } from './service-account-view.ts';

export type Steppable =
  | { readonly ok: true; readonly account: StoredAccount }
  | { readonly ok: false; readonly reply: RestReply | Refused };

/** The traditional account of this id in this company, if the step is legal where it stands. */
export async function accountFor(
  house: Pick<House, 'clock'>,
  tx: Reader<Tables>,
  companyId: number,
  id: number,
  step: TraditionalStep,
): Promise<Steppable> {
  const account = await findAccount(tx, companyId, id);
  if (account === undefined) return { ok: false, reply: refuse('item_hidden') };
  const standing = standingOfAccount(house, account);
  if (account.kind === 'developer_managed') {
    const errors = [
      'This account is managed by its app: its permissions are those of the approved version, its secret the developer’s. Change the installation instead.',
    ];
    return { ok: false, reply: { status: 409, body: { errors, state: standing, allowed: [] } } };
  }
  const stepped = traditionalAccountMachine.step(standing, step);
  if (!stepped.ok) return { ok: false, reply: illegalStep('The account', step, stepped) };
  return { ok: true, account };
}

/** The account as it is now: after a step, read anew. */
export async function accountReply(
  house: House,
  tx: Reader<Tables>,
  { companyId, id }: StoredAccount,
): Promise<RestReply | Refused> {
  const account = await findAccount(tx, companyId, id);
  if (account === undefined) return refuse('item_hidden');
  const [view] = await accountViews(house, tx, companyId, [account]);
  return { status: 200, body: view };
}
