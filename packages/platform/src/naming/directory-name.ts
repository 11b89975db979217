import { sql } from '@gatehouse/database';
import type { RawBuilder } from 'kysely';
import type { PersonRow } from '../schema/tables.ts';

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

/** Under which address a company has somebody; of one who has not joined yet, by its own word. */
export function emailIn(member: string, person: string): RawBuilder<string> {
  const named = sql.ref(`${member}.named_email`);
  return sql<string>`coalesce(case when ${sql.ref(`${member}.pending_since`)} is not null then ${named} end,
    ${sql.ref(`${person}.email`)})`;
}

/** As what a company has somebody in its directory; of one who has not joined yet, as what it named them. */
export function kindIn(member: string, person: string): RawBuilder<PersonRow['kind']> {
  const kind = sql.ref(`${person}.kind`);
  return sql<
    PersonRow['kind']
  >`case when ${sql.ref(`${member}.pending_since`)} is null or ${kind} = 'service_account'
    then ${kind} else coalesce(${sql.ref(`${member}.named_kind`)}, ${kind}) end`;
}
