import type { House } from '../house.ts';
import { note } from '../journal/journal.ts';
import { endInstall } from './install-store.ts';

/** From its next call on the install is nobody. Links and other installs stay. */
export async function signOutInstall(house: House, personId: string, installId: string): Promise<boolean> {
  return await house.database.write(async (tx) => {
    const ended = await endInstall(tx, personId, installId, house.clock.now());
    if (ended) await note(house, tx, { personId, event: 'install_signed_out', installId });
    return ended;
  });
}
