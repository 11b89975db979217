import type { ProjectsQuery } from '@gatehouse/wire';
import type { Facts } from '../access/facts.ts';
import { isCompanyAdmin } from '../access/standing.ts';
import type { Caller, Place } from '../rest/rest-call.ts';

/** Which of a company's projects a caller sees. */
export interface ProjectView {
  readonly personId: number;
  /** A company admin sees them all. */
  readonly everyProject: boolean;
  /** The client whose app must be permitted in the project: set for developer-managed accounts only. */
  readonly permittedTo: string | null;
}

export interface ProjectFilter {
  readonly status: 'All' | 'Active' | 'Inactive';
  readonly ids?: readonly number[] | undefined;
  readonly names?: readonly string[] | undefined;
  readonly numbers?: readonly string[] | undefined;
}

export interface ProjectOrder {
  readonly by: 'id' | 'name' | 'display_name';
  readonly direction: 'asc' | 'desc';
}

export function projectView(caller: Caller, facts: Facts, place: Place): ProjectView {
  const { credential } = facts;
  const developerManaged = credential.kind === 'app' && credential.account?.kind === 'developer_managed';
  return {
    personId: place.personId,
    everyProject: isCompanyAdmin(facts),
    permittedTo: developerManaged && caller.kind === 'app' ? caller.claims.clientId : null,
  };
}

/** Only active projects unless asked otherwise. */
export function projectFilter(filters: ProjectsQuery['filters']): ProjectFilter {
  return {
    status: filters?.by_status ?? 'Active',
    ids: filters?.id,
    names: filters?.name,
    numbers: filters?.project_number,
  };
}

/** `name`, `display_name`, or either with a minus; an unknown order falls back to the order of ids. */
export function projectOrder(sort: string | undefined): ProjectOrder {
  const direction = sort?.startsWith('-') === true ? 'desc' : 'asc';
  const by = direction === 'desc' ? sort?.slice(1) : sort;
  return by === 'name' || by === 'display_name' ? { by, direction } : { by: 'id', direction: 'asc' };
}

export function displayName(project: {
  readonly name: string;
  readonly project_number: string | null;
}): string {
  return project.project_number === null ? project.name : `${project.project_number} - ${project.name}`;
}
