import type { Writer } from '@gatehouse/database';
import { installersOf } from '../access/installers-store.ts';
import type { House } from '../house.ts';
import { notify } from '../notices/notify.ts';
import type { Tables } from '../schema/tables.ts';
import type { Binding } from './binding-store.ts';
import { countWayOuts } from './way-out-store.ts';

/** Tells the company's admins who came in past their provider: a code that was stolen is not used in silence. */
export async function tellOfWayOut(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  { companyId, providerId }: Binding,
  personId: number,
): Promise<void> {
  const names = await tx
    .selectFrom('people')
    .innerJoin('companies', (join) => join.on('companies.id', '=', companyId))
    .select(['people.name as person_name', 'companies.name as company_name'])
    .where('people.id', '=', personId)
    .executeTakeFirstOrThrow();
  const left = (await countWayOuts(tx, companyId)).get(providerId) ?? 0;
  const data = { company_id: companyId, ...names, left };
  await notify(house, tx, await installersOf(tx, companyId), 'way_out.used', data);
}
