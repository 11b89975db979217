import { sql } from '@gatehouse/database';
import type { RawBuilder } from 'kysely';

/** Expressions that name a person and a place inside a statement. */
interface InCompany {
  readonly company: RawBuilder<unknown>;
  readonly person: RawBuilder<unknown>;
  readonly tool: RawBuilder<unknown>;
}

interface InProject extends InCompany {
  readonly project: RawBuilder<unknown>;
}

/**
 * A person's level on a company's tool, as stored: by hand if it was set by hand, else what their template says now.
 * Nothing is copied from a template to those who hold it, so a change to it is one row, and theirs on the next call.
 */
export function companyLevelOf({ company, person, tool }: InCompany): RawBuilder<number | null> {
  return sql`coalesce(
    (select own.level from company_levels own
      where own.company_id = ${company} and own.person_id = ${person} and own.tool = ${tool}),
    (select said.level from company_members holder
      join permission_template_levels said
        on said.company_id = holder.company_id and said.template_id = holder.permission_template_id
      where holder.company_id = ${company} and holder.person_id = ${person} and said.tool = ${tool}))`;
}

export function projectLevelOf(of: InProject): RawBuilder<number | null> {
  return sql`coalesce(
    (select own.level from project_levels own where ${ownIn(of)}),
    (select said.level from ${saidIn(of)}))`;
}

/** Granular permissions, as stored: the list that was set by hand in place of the template's list. */
export function projectActionsOf(of: InProject): RawBuilder<string | null> {
  return sql`coalesce(
    (select own.actions from project_actions own where ${ownIn(of)}),
    (select said.actions from ${saidIn(of)}))`;
}

function ownIn({ company, project, person, tool }: InProject): RawBuilder<unknown> {
  return sql`own.company_id = ${company} and own.project_id = ${project}
    and own.person_id = ${person} and own.tool = ${tool}`;
}

function saidIn({ company, project, person, tool }: InProject): RawBuilder<unknown> {
  return sql`project_members holder
    join permission_template_levels said
      on said.company_id = holder.company_id and said.template_id = holder.permission_template_id
    where holder.company_id = ${company} and holder.project_id = ${project}
      and holder.person_id = ${person} and said.tool = ${tool}`;
}
