import type { Reader, Writer } from '@gatehouse/database';
import type { NoticeData } from '@gatehouse/wire';
import { installersOf } from '../access/installers-store.ts';
import type { House } from '../house.ts';
import { notify } from '../notices/notify.ts';
import type { Tables } from '../schema/tables.ts';

type AccountNotice = 'service_account.unused' | 'service_account.expiring' | 'service_account.ceased';

/** An account, as far as a notice needs it. */
export interface ToldAccount {
  readonly id: number;
  readonly companyId: number;
  readonly name: string;
  readonly ownerId: number | null;
}

/** Tells an account's owner, or the company's admins where it has none who is still there. */
export async function tellOfAccount<Kind extends AccountNotice>(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  account: ToldAccount,
  kind: Kind,
  more: Omit<NoticeData<Kind>, 'company_id' | 'company_name' | 'service_account_id' | 'name'>,
): Promise<void> {
  const { companyId, id, name } = account;
  const company = await tx
    .selectFrom('companies')
    .select('name')
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow();
  const data = { company_id: companyId, company_name: company.name, service_account_id: id, name, ...more };
  await notify(house, tx, await answerableFor(tx, account), kind, data as NoticeData<Kind>);
}

async function answerableFor(
  tx: Reader<Tables>,
  { companyId, ownerId }: ToldAccount,
): Promise<readonly number[]> {
  const owns = ownerId !== null && (await isUserOf(tx, companyId, ownerId));
  return owns ? [ownerId] : await installersOf(tx, companyId);
}

/** Whether somebody who signs in is in the company: only such a one can answer for an account. */
export async function isUserOf(tx: Reader<Tables>, companyId: number, personId: number): Promise<boolean> {
  const found = await tx
    .selectFrom('company_members')
    .innerJoin('people', 'people.id', 'company_members.person_id')
    .select('people.id')
    .where('company_members.company_id', '=', companyId)
    .where('company_members.person_id', '=', personId)
    .where('company_members.removed_at', 'is', null)
    .where('company_members.pending_since', 'is', null)
    .where('people.kind', '=', 'user')
    .where('people.deactivated_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}
