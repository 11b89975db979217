import type { Happened } from '../../mail/mail.ts';
import type { Happening, News } from './news-store.ts';

/** Of what happened to one item in a burst, what matters most comes first. */
const weightiest: readonly Happening[] = ['added', 'restored', 'version', 'moved', 'renamed', 'described'];

/**
 * Of the news those that one person tracks since before they happened, and did not make themselves: of an item one
 * line. `since` says of the tracked items when they began.
 */
export function wantedOf(
  news: readonly News[],
  personId: number,
  since: ReadonlyMap<number, number>,
): Happened[] {
  const tracks = (id: number, at: number) => (since.get(id) ?? Number.POSITIVE_INFINITY) <= at;
  const wanted = news.filter(
    (each) => each.personId !== personId && each.tracked.some((id) => tracks(id, each.at)),
  );
  return [...Map.groupBy(wanted, ({ documentId }) => documentId)].flatMap(([documentId, all]): Happened[] => {
    const is = (what: Happening) => all.some((each) => each.what === what);
    const what = all.at(-1)?.what === 'deleted' ? 'deleted' : weightiest.find(is);
    // What came and went in one burst is not worth a word.
    if (what === undefined || (what === 'deleted' && is('added'))) return [];
    const by = all.findLast((each) => each.what === what);
    return by === undefined ? [] : [{ documentId, what, personId: by.personId }];
  });
}
