import type { Writer } from '@gatehouse/database';
import { installersOf } from '../access/installers-store.ts';
import type { Version } from '../apps/version-store.ts';
import type { House } from '../house.ts';
import { notify } from '../notices/notify.ts';
import type { Tables } from '../schema/tables.ts';

/** Tells the admins of every production company that has the app; what they approved holds until they approve more. */
export async function tellOfUpdate(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  app: { readonly id: number; readonly name: string },
  { semver }: Version,
): Promise<void> {
  const installations = await tx
    .selectFrom('installations')
    .innerJoin('companies', 'companies.id', 'installations.company_id')
    .select(['installations.id', 'installations.company_id', 'companies.name'])
    .where('installations.app_id', '=', app.id)
    .where('installations.uninstalled_at', 'is', null)
    .where('companies.environment', '=', 'production')
    .where('companies.deactivated_at', 'is', null)
    .execute();
  for (const { id, company_id, name } of installations)
    await notify(house, tx, await installersOf(tx, company_id), 'app.update_available', {
      company_id,
      company_name: name,
      app_id: app.id,
      app_name: app.name,
      installation_id: id,
      semver,
    });
}
