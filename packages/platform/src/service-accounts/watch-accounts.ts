import type { House } from '../house.ts';
import { timestamp } from '../rest/timestamp.ts';
import { tellOfAccount } from './answerable.ts';
import { expiringWithin, unusedAfter } from './hints.ts';

/** Accounts looked at in one unit: small enough that nobody waits for it. */
const atOnce = 100;

/**
 * Tells those who answer for an account that nobody uses it, or that it will expire: once each, until it is used
 * again. Several nodes may watch: the guarded update lets one of them tell.
 */
export async function watchAccounts(house: Pick<House, 'clock' | 'random' | 'database'>): Promise<void> {
  await tellOfUnused(house);
  await tellOfExpiring(house);
}

async function tellOfUnused(house: Pick<House, 'clock' | 'random' | 'database'>): Promise<void> {
  await house.database.write(async (tx) => {
    const now = house.clock.now();
    const rows = await tx
      .updateTable('service_accounts')
      .set({ unused_noticed_at: now })
      .where('id', 'in', (it) =>
        it
          .selectFrom('service_accounts as unused')
          .select('unused.id')
          .where('unused.ceased_at', 'is', null)
          .where((eb) => eb.or([eb('unused.expires_at', 'is', null), eb('unused.expires_at', '>', now)]))
          .where((eb) => eb.fn.coalesce('unused.last_used_at', 'unused.created_at'), '<=', now - unusedAfter)
          .where((eb) =>
            eb.or([
              eb('unused.unused_noticed_at', 'is', null),
              eb('unused.unused_noticed_at', '<', eb.ref('unused.last_used_at')),
            ]),
          )
          .orderBy('unused.id')
          .limit(atOnce),
      )
      .returning(['id', 'company_id', 'name', 'owner_id', 'last_used_at'])
      .execute();
    for (const row of rows) {
      const last = row.last_used_at === null ? null : timestamp(row.last_used_at);
      await tellOfAccount(house, tx, told(row), 'service_account.unused', { last_used_at: last });
    }
  });
}

async function tellOfExpiring(house: Pick<House, 'clock' | 'random' | 'database'>): Promise<void> {
  await house.database.write(async (tx) => {
    const now = house.clock.now();
    const rows = await tx
      .updateTable('service_accounts')
      .set({ expiring_noticed_at: now })
      .where('id', 'in', (it) =>
        it
          .selectFrom('service_accounts as expiring')
          .select('expiring.id')
          .where('expiring.ceased_at', 'is', null)
          .where('expiring.expiring_noticed_at', 'is', null)
          .where('expiring.expires_at', '>', now)
          .where('expiring.expires_at', '<=', now + expiringWithin)
          .orderBy('expiring.id')
          .limit(atOnce),
      )
      .returning(['id', 'company_id', 'name', 'owner_id', 'expires_at'])
      .execute();
    for (const row of rows) {
      const at = timestamp(row.expires_at ?? now);
      await tellOfAccount(house, tx, told(row), 'service_account.expiring', { expires_at: at });
    }
  });
}

function told(row: { id: number; company_id: number; name: string; owner_id: number | null }) {
  return { id: row.id, companyId: row.company_id, name: row.name, ownerId: row.owner_id };
}
