import type { Engine } from '@gatehouse/database';
import { sql, wordsOf } from '@gatehouse/database';
import type { RawBuilder, SqlBool } from 'kysely';
import type { Place } from '../../rest/rest-call.ts';
import { wordOfPlace } from '../words.ts';

type Somewhere = Pick<Place, 'companyId' | 'projectId'>;

/** More words than anybody types would only cost time. */
const mostWords = 16;

/** What is looked for: the words of a search. */
export function soughtWords(text: string): string[] {
  return wordsOf(text).slice(0, mostWords);
}

/**
 * True for rows of `documents` (under the name `table`) whose name or description has every word, or one that begins
 * with it. Says nothing of who may see them. Every word stands behind its place in the index: other places, of this
 * company or of others, are neither found nor gone through.
 */
export function hasWords(
  engine: Engine,
  place: Somewhere,
  words: readonly string[],
  table: string,
): RawBuilder<SqlBool> {
  if (words.length === 0) return sql<SqlBool>`1 = 0`;
  const sought = words.map((word) => wordOfPlace(place, word));
  if (engine === 'postgres') {
    const query = sought.map((word) => `'${word}':*`).join(' & ');
    return sql<SqlBool>`${sql.ref(`${table}.word_index`)} @@ ${query}::tsquery`;
  }
  const query = sought.map((word) => `"${word}"*`).join(' AND ');
  return sql<SqlBool>`${sql.ref(`${table}.id`)} in (
    select rowid from document_words where document_words match ${query})`;
}
