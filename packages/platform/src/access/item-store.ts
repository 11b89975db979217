import { type Reader, sql } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import type { ItemFacts } from './facts.ts';
import { named } from './visible.ts';

/** Where an item is looked for, and for whom. `projectId` null is the company's own Documents tool. */
export interface ItemPlace {
  readonly companyId: number;
  readonly projectId: number | null;
  readonly personId: number;
}

interface Link {
  id: number;
  private_at: number | null;
  deleted_at: number | null;
  own: number | boolean;
  kept: number | boolean;
  named: number | boolean;
}

/** The item and every folder above it; null for one that is not in this place, or that is in the recycle bin. */
export async function loadItem(
  tx: Reader<Tables>,
  { companyId, projectId, personId }: ItemPlace,
  documentId: number,
): Promise<ItemFacts | null> {
  const { rows } = await sql<Link>`
    with recursive chain (id, parent_id, private_at, deleted_at, created_by, creator_reads_since) as (
      select self.id, self.parent_id, self.private_at, self.deleted_at, self.created_by, self.creator_reads_since
        from documents self
        where self.id = ${documentId} and self.company_id = ${companyId}
          and coalesce(self.project_id, 0) = ${projectId ?? 0}
      union
      select above.id, above.parent_id, above.private_at, above.deleted_at, above.created_by,
          above.creator_reads_since
        from documents above join chain on above.id = chain.parent_id
    )
    select chain.id, chain.private_at, chain.deleted_at, chain.created_by = ${personId} as own,
      chain.created_by = ${personId} and chain.creator_reads_since is not null as kept,
      ${named({ companyId, personId }, 'chain.id')} as named
    from chain
  `.execute(tx);
  if (rows.length === 0 || rows.some((link) => link.deleted_at !== null)) return null;
  return {
    own: rows.some((link) => link.id === documentId && Number(link.own) === 1),
    chain: rows.map((link) => ({
      private: link.private_at !== null,
      named: Number(link.named) === 1,
      kept: Number(link.kept) === 1,
    })),
  };
}
