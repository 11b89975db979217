import { wordsOf } from '@gatehouse/database';
import type { Place } from '../rest/rest-call.ts';

type Somewhere = Pick<Place, 'companyId' | 'projectId'>;

/** More would not fit into the index of PostgreSQL; names have a few, descriptions some hundreds. */
const mostWords = 2_000;

/** What the index of words keeps of an item of a place, as `documents.words` holds it. */
export function indexedWords(place: Somewhere, name: string, description: string | null): string {
  const words = wordsOf(`${name} ${description ?? ''}`).slice(0, mostWords);
  return words.map((word) => wordOfPlace(place, word)).join(' ');
}

/**
 * A word behind its place. So what a search costs is of its place alone: it tells nothing of what others call their
 * files, and is the same beside a million of them.
 */
export function wordOfPlace({ companyId, projectId }: Somewhere, word: string): string {
  return `p${companyId}x${projectId ?? 0}z${word}`;
}
