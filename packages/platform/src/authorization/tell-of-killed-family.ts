import type { Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import { notify } from '../notices/notify.ts';
import type { Tables } from '../schema/tables.ts';

/** Tells a person that an app lost its access because a token of it was shown twice: somebody may have stolen it. */
export async function tellOfKilledFamily(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  { personId, clientId }: { readonly personId: number; readonly clientId: string },
): Promise<void> {
  const app = await tx
    .selectFrom('clients')
    .innerJoin('apps', 'apps.id', 'clients.app_id')
    .select(['apps.id', 'apps.name'])
    .where('clients.client_id', '=', clientId)
    .executeTakeFirst();
  if (app === undefined) return;
  await notify(house, tx, [personId], 'tokens.reused', { app_id: app.id, app_name: app.name });
}
