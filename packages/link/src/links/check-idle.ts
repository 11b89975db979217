import type { House } from '../house.ts';
import type { LinkRow } from '../schema/tables.ts';
import { inTurns } from './in-turns.ts';
import { claimCheck, setCheck } from './link-store.ts';
import { refreshLink } from './refresh.ts';
import { openTokens } from './token-record.ts';

const day = 86_400_000;
/** A question that got no answer is asked again so much later. */
const again = 3_600_000;

/**
 * Asks Gatehouse once a day whether it still knows a link that nothing renews, so that who revoked it there reads so
 * here too. The question uses nothing up: a renewal would keep alive what Gatehouse lets die when it lies unused. Only
 * where the answer is No is the pair tried, which says why and ends the link.
 */
export async function checkIdle(house: House): Promise<void> {
  const due = (most: number) => {
    const now = house.clock.now();
    return house.database.read((tx) =>
      tx
        .selectFrom('links')
        .selectAll()
        .where('state', '=', 'active')
        .where('check_at', '<=', now)
        .where('refreshed_at', '<=', now - day)
        .orderBy('check_at')
        .limit(most)
        .execute(),
    );
  };
  await inTurns(house, due, (link) => checkLink(house, link));
}

async function checkLink(house: House, link: LinkRow): Promise<void> {
  const { clock, database, gatehouse } = house;
  const next = clock.now() + again;
  if (!(await database.write((tx) => claimCheck(tx, link.person_id, link, next)))) return;
  const { refreshToken } = await openTokens(house, link);
  const alive = await gatehouse.isAlive(refreshToken);
  if (alive === false) await refreshLink(house, link);
  else await database.write((tx) => setCheck(tx, link.person_id, link.id, clock.now() + day));
}
