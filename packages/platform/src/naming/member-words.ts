import { sql, type Writer, wordsOf } from '@gatehouse/database';
import type { RawBuilder, SqlBool } from 'kysely';
import type { MemberWordRow, Tables } from '../schema/tables.ts';
import { emailIn } from './directory-name.ts';
import { emailKey } from './email-key.ts';
import { fullName, shownEmail } from './person-name.ts';

/** More words than anybody types would only cost time. */
const mostWords = 16;

/** Comes after every character that a word may go on with, on both engines. */
const last = '\u{10ffff}';

/**
 * Writes down by which words each directory that the person is in finds them, in the unit that changed their name,
 * their address, or where they belong.
 */
export async function keepMemberWords(tx: Writer<Tables>, personId: number): Promise<void> {
  await tx.deleteFrom('member_words').where('person_id', '=', personId).execute();
  const memberships = await tx
    .selectFrom('company_members as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select(['m.company_id', 'm.first_name', 'm.last_name', emailIn('m', 'p').as('email')])
    .select(['p.first_name as own_first', 'p.last_name as own_last', 'm.pending_since'])
    .where('m.person_id', '=', personId)
    .execute();
  const words = memberships.flatMap(({ company_id, email, ...of }) => {
    // By the name of somebody who has not joined, a search would tell whose the address is.
    const own = of.pending_since === null ? fullName(of.own_first, of.own_last) : '';
    const name = of.last_name === null ? own : fullName(of.first_name, of.last_name);
    const row = (part: MemberWordRow['part']) => (word: string) => ({
      company_id,
      part,
      word,
      person_id: personId,
    });
    return [...wordsOf(name).map(row('name')), ...wordsOfAddress(email).map(row('address'))];
  });
  if (words.length > 0) await tx.insertInto('member_words').values(words).execute();
}

/** The address whole, so that its beginning is found too, and its words. */
function wordsOfAddress(email: string): string[] {
  const shown = shownEmail(email);
  return shown === null ? [] : [...new Set([shown, ...wordsOf(shown)])];
}

/**
 * True for rows of `company_members` (under the name `m`) that have each word of a search, or one that begins with it,
 * in their name or their address. What has an `@` within is the beginning of an address.
 */
export function hasMemberWords(
  companyId: number,
  search: string,
  parts: readonly MemberWordRow['part'][],
): RawBuilder<SqlBool> {
  const sought = search
    .split(/\s+/)
    .flatMap((term) => (/.@/.test(term) && parts.includes('address') ? emailKey(term) : wordsOf(term)))
    .slice(0, mostWords);
  if (sought.length === 0) return sql<SqlBool>`1 = 0`;
  const each = sought.map(
    (word) => sql<SqlBool>`m.person_id in (select person_id from member_words where company_id = ${companyId}
      and part in (${sql.join(parts)}) and word >= ${word} and word < ${word + last})`,
  );
  return sql.join(each, sql` and `);
}
