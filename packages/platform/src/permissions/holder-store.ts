import { type Reader, sql, type Writer } from '@gatehouse/database';
import { companyLevelOf } from '../access/held.ts';
import { type Level, levelFrom } from '../access/levels.ts';
import { kindIn } from '../naming/directory-name.ts';
import type { Tables } from '../schema/tables.ts';
import type { InPlace } from './own-levels.ts';

/** A person in a place, with the template they hold there. */
export interface Holder {
  readonly personId: number;
  readonly kind: 'user' | 'contact' | 'service_account';
  readonly templateId: number | null;
}

export async function findHolder(tx: Reader<Tables>, place: InPlace): Promise<Holder | undefined> {
  const { companyId, projectId, personId } = place;
  const inCompany = tx
    .selectFrom('company_members')
    .innerJoin('people', 'people.id', 'company_members.person_id')
    .where('company_members.company_id', '=', companyId)
    .where('company_members.person_id', '=', personId)
    .where('company_members.removed_at', 'is', null);
  if (projectId === null)
    return await inCompany
      .select(['people.id as personId', kindIn('company_members', 'people').as('kind')])
      .select('company_members.permission_template_id as templateId')
      .executeTakeFirst();
  return await inCompany
    .innerJoin('project_members', (join) =>
      join
        .onRef('project_members.company_id', '=', 'company_members.company_id')
        .onRef('project_members.person_id', '=', 'company_members.person_id')
        .on('project_members.project_id', '=', projectId),
    )
    .select(['people.id as personId', kindIn('company_members', 'people').as('kind')])
    .select('project_members.permission_template_id as templateId')
    .executeTakeFirst();
}

/** Gives a person a template in a place, or none. Whether it fits there is to be asked first. */
export async function setTemplate(
  tx: Writer<Tables>,
  { companyId, projectId, personId }: InPlace,
  templateId: number | null,
): Promise<void> {
  const set = { permission_template_id: templateId };
  if (projectId === null)
    await tx
      .updateTable('company_members')
      .set(set)
      .where('company_id', '=', companyId)
      .where('person_id', '=', personId)
      .execute();
  else
    await tx
      .updateTable('project_members')
      .set(set)
      .where('company_id', '=', companyId)
      .where('project_id', '=', projectId)
      .where('person_id', '=', personId)
      .execute();
}

/** A person's level on the company's Admin tool, by hand or by template. */
export async function adminLevelOf(tx: Reader<Tables>, companyId: number, personId: number): Promise<Level> {
  const row = await tx
    .selectFrom('company_members')
    .select(
      companyLevelOf({
        company: sql.ref('company_members.company_id'),
        person: sql.ref('company_members.person_id'),
        tool: sql.lit('admin'),
      }).as('level'),
    )
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return levelFrom(row?.level);
}

/** What a person has for the company's Admin tool by hand (null: the template has the word), and by which template. */
export async function ownAdminLevel(
  tx: Reader<Tables>,
  companyId: number,
  personId: number,
): Promise<{ readonly level: Level | null; readonly templateId: number | null }> {
  const row = await tx
    .selectFrom('company_members')
    .leftJoin('company_levels as own', (join) =>
      join
        .onRef('own.company_id', '=', 'company_members.company_id')
        .onRef('own.person_id', '=', 'company_members.person_id')
        .on('own.tool', '=', 'admin'),
    )
    .select(['own.level', 'company_members.permission_template_id as templateId'])
    .where('company_members.company_id', '=', companyId)
    .where('company_members.person_id', '=', personId)
    .executeTakeFirst();
  return {
    level: row?.level == null ? null : levelFrom(row.level),
    templateId: row?.templateId ?? null,
  };
}
