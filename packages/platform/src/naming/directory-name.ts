import { sql } from '@gatehouse/database';
import type { RawBuilder } from 'kysely';

/**
 * What the directory calls a member (rows `member` of `company_members`, `person` of `people`): as the company wrote it,
 * else as they call themselves. That is not told to whoever but named them: those are shown the address.
 */
export function directoryName(member: string, person: string): RawBuilder<string> {
  const [first, last] = [sql.ref(`${member}.first_name`), sql.ref(`${member}.last_name`)];
  return sql<string>`case
    when ${last} is null and ${sql.ref(`${member}.pending_since`)} is not null then ${sql.ref(`${person}.email`)}
    when ${last} is null then ${sql.ref(`${person}.name`)}
    when coalesce(${first}, '') = '' then ${last} else ${first} || ' ' || ${last} end`;
}
