import type { Reader, Writer } from '@gatehouse/database';
import { directoryName } from '../../naming/directory-name.ts';
import type { Tables } from '../../schema/tables.ts';

/** Who is named on an item, singly and as groups. */
export interface Readers {
  readonly people: readonly { readonly id: number; readonly name: string; readonly login: string }[];
  readonly groups: readonly { readonly id: number; readonly name: string }[];
}

export async function listReaders(
  tx: Reader<Tables>,
  companyId: number,
  documentId: number,
): Promise<Readers> {
  const people = await tx
    .selectFrom('document_readers as reader')
    .innerJoin('people', 'people.id', 'reader.person_id')
    .innerJoin('company_members as member', (join) =>
      join
        .onRef('member.company_id', '=', 'reader.company_id')
        .onRef('member.person_id', '=', 'reader.person_id'),
    )
    .select(['people.id', 'people.email as login', directoryName('member', 'people').as('name')])
    .where('reader.company_id', '=', companyId)
    .where('reader.document_id', '=', documentId)
    .orderBy('name')
    .orderBy('people.id')
    .execute();
  const groups = await tx
    .selectFrom('document_group_readers as reader')
    .innerJoin('permission_groups as group', 'group.id', 'reader.group_id')
    .select(['group.id', 'group.name'])
    .where('reader.company_id', '=', companyId)
    .where('reader.document_id', '=', documentId)
    .orderBy('group.name_key')
    .execute();
  return { people, groups };
}

/** Names these on an item, and nobody else. */
export async function replaceReaders(
  tx: Writer<Tables>,
  companyId: number,
  documentId: number,
  { people, groups }: { readonly people: readonly number[]; readonly groups: readonly number[] },
): Promise<void> {
  for (const table of ['document_readers', 'document_group_readers'] as const)
    await tx
      .deleteFrom(table)
      .where('company_id', '=', companyId)
      .where('document_id', '=', documentId)
      .execute();
  const row = { company_id: companyId, document_id: documentId };
  if (people.length > 0)
    await tx
      .insertInto('document_readers')
      .values(people.map((id) => ({ ...row, person_id: id })))
      .execute();
  if (groups.length > 0)
    await tx
      .insertInto('document_group_readers')
      .values(groups.map((id) => ({ ...row, group_id: id })))
      .execute();
}

/** Of these people and groups, those that belong to the company. */
export async function knownReaders(
  tx: Reader<Tables>,
  companyId: number,
  { people, groups }: { readonly people: readonly number[]; readonly groups: readonly number[] },
): Promise<{ readonly people: readonly number[]; readonly groups: readonly number[] }> {
  const members =
    people.length === 0
      ? []
      : await tx
          .selectFrom('company_members')
          .select('person_id')
          .where('company_id', '=', companyId)
          .where('person_id', 'in', people)
          .where('removed_at', 'is', null)
          .execute();
  const own =
    groups.length === 0
      ? []
      : await tx
          .selectFrom('permission_groups')
          .select('id')
          .where('company_id', '=', companyId)
          .where('id', 'in', groups)
          .execute();
  return { people: members.map((row) => row.person_id), groups: own.map((row) => row.id) };
}
