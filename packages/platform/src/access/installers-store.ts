import { type Reader, sql } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import { companyLevelOf } from './held.ts';
import { levels, type Tool } from './levels.ts';

const deciding: readonly Tool[] = ['admin', 'directory'];

/** Who decides about apps in a company: Admin of its Admin tool or of its Directory. Never a service account. */
export async function installersOf(tx: Reader<Tables>, companyId: number): Promise<readonly number[]> {
  const rows = await installers(tx, companyId).execute();
  return rows.map(({ id }) => id);
}

export async function isInstaller(tx: Reader<Tables>, companyId: number, personId: number): Promise<boolean> {
  const row = await installers(tx, companyId).where('people.id', '=', personId).executeTakeFirst();
  return row !== undefined;
}

function installers(tx: Reader<Tables>, companyId: number) {
  const member = { company: sql.ref('company_members.company_id'), person: sql.ref('people.id') };
  return tx
    .selectFrom('company_members')
    .innerJoin('people', 'people.id', 'company_members.person_id')
    .select('people.id')
    .where('company_members.company_id', '=', companyId)
    .where('company_members.removed_at', 'is', null)
    .where('company_members.pending_since', 'is', null)
    .where('people.kind', '=', 'user')
    .where('people.deactivated_at', 'is', null)
    .where((eb) =>
      eb.or(
        deciding.map((tool) => eb(companyLevelOf({ ...member, tool: sql.lit(tool) }), '=', levels.Admin)),
      ),
    );
}
