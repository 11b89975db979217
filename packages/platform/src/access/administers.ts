import { sql } from '@gatehouse/database';
import type { RawBuilder, SqlBool } from 'kysely';
import { companyLevelOf } from './held.ts';
import { levels } from './levels.ts';

/** Whether a person runs any company, or any that is no sandbox: Admin on its Admin tool, however they came to be that. */
export function administersSome(person: RawBuilder<unknown>, of: 'any' | 'production'): RawBuilder<SqlBool> {
  const level = companyLevelOf({
    company: sql.ref('m.company_id'),
    person: sql.ref('m.person_id'),
    tool: sql.lit('admin'),
  });
  return sql<SqlBool>`exists (
    select 1 from company_members m join companies c on c.id = m.company_id
      where m.person_id = ${person} and (${of} = 'any' or c.environment = 'production') and m.removed_at is null and m.pending_since is null and ${level} = ${levels.Admin})`;
}
