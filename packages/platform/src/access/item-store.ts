import { type Reader, sql } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import type { ItemFacts } from './facts.ts';

/** Where an item is looked for, and for whom. `projectId` null is the company's own Documents tool. */
export interface ItemPlace {
  readonly companyId: number;
  readonly projectId: number | null;
  readonly personId: number;
}

interface Link {
  private_at: number | null;
  deleted_at: number | null;
  named: number | null;
}

/** The item and every folder above it; null for one that is not in this place, or that is in the recycle bin. */
export async function loadItem(
  tx: Reader<Tables>,
  { companyId, projectId, personId }: ItemPlace,
  documentId: number,
): Promise<ItemFacts | null> {
  const { rows } = await sql<Link>`
    with recursive chain (id, parent_id, private_at, deleted_at) as (
      select self.id, self.parent_id, self.private_at, self.deleted_at from documents self
        where self.id = ${documentId} and self.company_id = ${companyId}
          and coalesce(self.project_id, 0) = ${projectId ?? 0}
      union
      select above.id, above.parent_id, above.private_at, above.deleted_at from documents above
        join chain on above.id = chain.parent_id
    )
    select chain.private_at, chain.deleted_at, reader.person_id as named
    from chain left join document_readers reader
      on reader.document_id = chain.id and reader.person_id = ${personId} and reader.company_id = ${companyId}
  `.execute(tx);
  if (rows.length === 0 || rows.some((link) => link.deleted_at !== null)) return null;
  return { chain: rows.map((link) => ({ private: link.private_at !== null, named: link.named !== null })) };
}
