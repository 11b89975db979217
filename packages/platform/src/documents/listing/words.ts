import type { Engine } from '@gatehouse/database';
import { sql } from '@gatehouse/database';
import type { RawBuilder, SqlBool } from 'kysely';
import type { Place } from '../../rest/rest-call.ts';

/** More words than anybody types would only cost time. */
const mostWords = 16;

/** The words of a search as both engines store them: in small letters, without marks. */
export function wordsOf(text: string): string[] {
  const bare = text
    .toWellFormed()
    .normalize('NFD')
    .replaceAll(/\p{Mn}+/gu, '')
    .normalize('NFC')
    .toLowerCase();
  return [...new Set(bare.match(/[\p{L}\p{N}]+/gu))].slice(0, mostWords);
}

/**
 * True for rows of `documents` (under the name `table`) whose name or description has every word, or one that begins
 * with it. Says nothing of who may see them; the word for the place keeps the search itself inside it.
 */
export function hasWords(
  engine: Engine,
  { companyId, projectId }: Pick<Place, 'companyId' | 'projectId'>,
  words: readonly string[],
  table: string,
): RawBuilder<SqlBool> {
  if (words.length === 0) return sql<SqlBool>`1 = 0`;
  const place = `zq7place${companyId}x${projectId ?? 0}`;
  if (engine === 'postgres') {
    const query = [`'${place}'`, ...words.map((word) => `'${word}':*`)].join(' & ');
    return sql<SqlBool>`${sql.ref(`${table}.words`)} @@ ${query}::tsquery`;
  }
  const query = [`"${place}"`, ...words.map((word) => `"${word}"*`)].join(' AND ');
  return sql<SqlBool>`${sql.ref(`${table}.id`)} in (
    select rowid from document_words where document_words match ${query})`;
}
