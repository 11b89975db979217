import { toJson, type Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { Place } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import { nextInLine, putTags } from './changes.ts';
import type { Path } from './path.ts';

/** A file that was made just now, which nobody tracks itself. */
export interface Added {
  readonly id: number;
  readonly private: boolean;
  /** The way down to its folder. */
  readonly above: Path;
}

/**
 * What `noteChange` says of each file alone, of many that were made in one unit: the same numbers, tags and news, by a
 * few statements.
 */
export async function noteAdded(
  house: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  where: Place,
  files: readonly Added[],
): Promise<void> {
  if (files.length === 0) return;
  const { companyId, projectId } = where;
  const now = house.clock.now();
  const isOpen = files.some((file) => !file.private && !file.above.some((link) => link.private));
  const last = await nextInLine(tx, where, isOpen ? now : null, files.length);
  const numbered = files.map((file, index) => ({ ...file, seq: last - files.length + 1 + index }));
  await tx
    .updateTable('documents')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('company_id', '=', companyId)
    .where(
      'id',
      'in',
      files.map(({ id }) => id),
    )
    .execute();
  await tx
    .insertInto('document_changes')
    .values(
      numbered.map(({ id, seq }) => ({
        company_id: companyId,
        project_id: projectId ?? 0,
        seq,
        document_id: id,
        kind: 'file' as const,
        gates_before: null,
        readers_before: null,
        at: now,
      })),
    )
    .execute();
  await moveTags(tx, companyId, numbered);
  await tellTrackers(tx, where, now, files);
}

/** Of each item the last number that moves its tag, and the last that those see who do not see what is private. */
async function moveTags(
  tx: Writer<Tables>,
  companyId: number,
  files: readonly (Added & { readonly seq: number })[],
): Promise<void> {
  const full = new Map<number, number>();
  const open = new Map<number, number>();
  for (const { id, private: isPrivate, above, seq } of files) {
    let isOpen = true;
    for (const link of [{ id, private: isPrivate }, ...above.toReversed()]) {
      full.set(link.id, seq);
      if (isOpen) open.set(link.id, seq);
      if (link.private) isOpen = false;
    }
  }
  const tags = [...full].map(([id, seq]) => ({ id, open: open.get(id) ?? 0, full: seq }));
  await putTags(tx, companyId, tags);
}

async function tellTrackers(
  tx: Writer<Tables>,
  { companyId, projectId, personId }: Place,
  at: number,
  files: readonly Added[],
): Promise<void> {
  const news = files.flatMap(({ id, above }) => {
    const tracked = above.filter((link) => link.tracked).map((link) => link.id);
    if (tracked.length === 0) return [];
    return {
      company_id: companyId,
      project_id: projectId ?? 0,
      document_id: id,
      what: 'added' as const,
      person_id: personId,
      tracked: toJson(tracked.reverse()),
      at,
    };
  });
  if (news.length > 0) await tx.insertInto('document_news').values(news).execute();
}
