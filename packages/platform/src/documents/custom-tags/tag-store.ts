import type { Reader, Writer } from '@gatehouse/database';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import { nameKey } from '../names.ts';

/** A word that a project gives its documents. A company's own documents have none. */
export interface CustomTag {
  readonly id: number;
  readonly name: string;
}

/** The tags of a project by name; of one of its items, where that is asked for. */
export async function listTags(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
  documentId: number | null,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
): Promise<{ readonly total: number; readonly tags: readonly CustomTag[] }> {
  let some = tags(tx, companyId, projectId);
  if (documentId !== null)
    some = some.where('custom_tags.id', 'in', (from) =>
      from.selectFrom('custom_tag_items').select('tag_id').where('document_id', '=', documentId),
    );
  const { total } = await some
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await some.select(['id', 'name']).orderBy('name_key').limit(perPage).offset(offset).execute();
  return { total: Number(total), tags: rows };
}

export async function findTag(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
  id: number,
): Promise<CustomTag | undefined> {
  return await tags(tx, companyId, projectId).select(['id', 'name']).where('id', '=', id).executeTakeFirst();
}

/** Adds a tag; undefined where the project has one of this name, in whatever case. */
export async function insertTag(
  tx: Writer<Tables>,
  companyId: number,
  projectId: number,
  { name, by, at }: { readonly name: string; readonly by: number; readonly at: number },
): Promise<CustomTag | undefined> {
  return await tx
    .insertInto('custom_tags')
    .values({
      company_id: companyId,
      project_id: projectId,
      name,
      name_key: nameKey(name),
      created_by: by,
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(['project_id', 'name_key']).doNothing())
    .returning(['id', 'name'])
    .executeTakeFirst();
}

/** Takes a tag from the project, and from whatever has it. */
export async function removeTag(
  tx: Writer<Tables>,
  companyId: number,
  projectId: number,
  id: number,
): Promise<CustomTag | undefined> {
  const tag = await findTag(tx, companyId, projectId, id);
  if (tag === undefined) return undefined;
  await tx.deleteFrom('custom_tag_items').where('tag_id', '=', id).execute();
  await tx.deleteFrom('custom_tags').where('company_id', '=', companyId).where('id', '=', id).execute();
  return tag;
}

/** Whether these are all tags of the place. */
export async function areTags(
  tx: Reader<Tables>,
  { companyId, projectId }: Place,
  ids: readonly number[],
): Promise<boolean> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return true;
  if (projectId === null) return false;
  const found = await tags(tx, companyId, projectId).select('id').where('id', 'in', wanted).execute();
  return found.length === wanted.length;
}

/** Gives an item these tags, which were found to be of its project, and no others. */
export async function replaceTagsOf(
  tx: Writer<Tables>,
  companyId: number,
  documentId: number,
  ids: readonly number[],
): Promise<void> {
  await tx
    .deleteFrom('custom_tag_items')
    .where('company_id', '=', companyId)
    .where('document_id', '=', documentId)
    .execute();
  const rows = [...new Set(ids)].map((tag_id) => ({
    company_id: companyId,
    document_id: documentId,
    tag_id,
  }));
  if (rows.length > 0) await tx.insertInto('custom_tag_items').values(rows).execute();
}

function tags(tx: Reader<Tables>, companyId: number, projectId: number) {
  return tx.selectFrom('custom_tags').where('company_id', '=', companyId).where('project_id', '=', projectId);
}
