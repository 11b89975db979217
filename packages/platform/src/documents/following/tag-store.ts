import { type Given, type Reader, sql, statement } from '@gatehouse/database';
import { privateItemsOf, visibleChild } from '../../access/visible.ts';
import type { Tables } from '../../schema/tables.ts';
import { maxDepth } from '../path.ts';
import { byLevel, sightOf, type Viewer } from '../viewer.ts';

/** A private item that the viewer is named on, with all folders above it and the last change behind it. */
export interface OpenedItem {
  readonly id: number;
  readonly open: number;
  readonly above: readonly number[];
}

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
          .where('self.id', 'in', privateItemsOf(sightOf(given, level)))
          // By a plus planners know that these are no way to find rows: what is private to others is not gone through.
          .where(sql<boolean>`+self.company_id = ${given.companyId}`)
          .where(sql<boolean>`+coalesce(self.project_id, 0) = ${given.projectId}`)
          .where(sql<boolean>`+self.private_at is not null`)
          .where('self.deleted_at', 'is', null)
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
