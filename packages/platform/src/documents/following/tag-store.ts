import { type Given, type Reader, statement } from '@gatehouse/database';
import { visibleChild } from '../../access/visible.ts';
import type { Tables } from '../../schema/tables.ts';
import { maxDepth } from '../path.ts';
import { byLevel, sightOf, type Viewer } from '../viewer.ts';

/** The last changes at or below a folder: through open items alone, and through all. */
export interface FolderMarks {
  readonly id: number;
  readonly open: number;
  readonly full: number;
}

/** A private item that the viewer is named on, with all folders above it and the last change behind it. */
export interface OpenedItem {
  readonly id: number;
  readonly open: number;
  readonly above: readonly number[];
}

/** A folder's marks and those of the folders in it. Where nothing changed yet there are none. */
export async function marksIn(
  tx: Reader<Tables>,
  companyId: number,
  folderId: number,
): Promise<FolderMarks[]> {
  const rows = await marksOfFolder(tx, { companyId, folderId });
  return rows.map((row) => ({ id: row.document_id, open: row.open_seq, full: row.full_seq }));
}

const marksOfFolder = statement((tx: Reader<Tables>, given: Given<{ companyId: number; folderId: number }>) =>
  tx
    .selectFrom('document_tags as tag')
    .select(['tag.document_id', 'tag.open_seq', 'tag.full_seq'])
    .where('tag.company_id', '=', given.companyId)
    .where((eb) =>
      eb.or([
        eb('tag.document_id', '=', given.folderId),
        eb(
          'tag.document_id',
          'in',
          eb
            .selectFrom('documents as child')
            .select('child.id')
            .where('child.parent_id', '=', given.folderId)
            .where('child.kind', '=', 'folder')
            .where('child.deleted_at', 'is', null),
        ),
      ]),
    ),
);

/** What keeps a place's numbers from being guessed out of its tags; empty where nothing changed yet. */
export async function tagSecret(tx: Reader<Tables>, { place }: Viewer): Promise<string> {
  const [row] = await secretOf(tx, { companyId: place.companyId, projectId: place.projectId ?? 0 });
  return row?.secret ?? '';
}

const secretOf = statement((tx: Reader<Tables>, given: Given<{ companyId: number; projectId: number }>) =>
  tx
    .selectFrom('document_sequences')
    .select('secret')
    .where('company_id', '=', given.companyId)
    .where('project_id', '=', given.projectId),
);

/** The private items of a place that the viewer sees for being named on them and on all that is private above. */
export async function openedItems(tx: Reader<Tables>, { place, sight }: Viewer): Promise<OpenedItem[]> {
  const { companyId, projectId, personId } = place;
  const rows = await waysOfOpened[sight](tx, { companyId, projectId: projectId ?? 0, personId });
  return [...Map.groupBy(rows, (row) => row.gate)].flatMap(([id, way]) =>
    way.every((link) => Number(link.passes) === 1 && link.deleted_at === null)
      ? [{ id, open: way[0]?.open_seq ?? 0, above: way.map((link) => link.id) }]
      : [],
  );
}

interface AskedOpened {
  readonly companyId: number;
  readonly projectId: number;
  readonly personId: number;
}

const columns = ['id', 'parent_id', 'deleted_at', 'private_at', 'created_by', 'creator_reads_since'] as const;

const waysOfOpened = byLevel((level) =>
  statement((tx: Reader<Tables>, given: Given<AskedOpened>) =>
    tx
      .withRecursive('way', (db) =>
        db
          .selectFrom('documents as self')
          .select(['self.id as gate', ...columns.map((column) => `self.${column}` as const)])
          .select((eb) => eb.lit(0).as('height'))
          .where('self.company_id', '=', given.companyId)
          // As in the index `documents_private`.
          .where((eb) => eb(eb.fn.coalesce('self.project_id', eb.lit(0)), '=', given.projectId))
          .where('self.private_at', 'is not', null)
          .where('self.deleted_at', 'is', null)
          .where(visibleChild(sightOf(given, level), 'self'))
          .unionAll(
            db
              .selectFrom('way')
              .innerJoin('documents as up', 'up.id', 'way.parent_id')
              .select(['way.gate', ...columns.map((column) => `up.${column}` as const)])
              .select((eb) => eb('way.height', '+', 1).as('height'))
              .where('way.height', '<', maxDepth + 1),
          ),
      )
      .selectFrom('way')
      .leftJoin('document_tags as tag', 'tag.document_id', 'way.gate')
      .select(['way.gate', 'way.id', 'way.deleted_at', 'tag.open_seq'])
      .select((eb) =>
        eb
          .case()
          .when(visibleChild(sightOf(given, level), 'way'))
          .then(1)
          .else(0)
          .end()
          .as('passes'),
      )
      .orderBy('way.gate'),
  ),
);
