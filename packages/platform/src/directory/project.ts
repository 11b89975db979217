import type { ProjectsQuery } from '@gatehouse/wire';
import type { Facts } from '../access/facts.ts';
import { isCompanyAdmin } from '../access/standing.ts';
import type { Caller, Place } from '../rest/rest-call.ts';
import { type SortKey, sortKeys } from '../rest/sort.ts';
import { type DateRange, dateRange } from './date-range.ts';

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
  readonly originIds?: readonly string[] | undefined;
  readonly search?: string | undefined;
  readonly created?: DateRange | undefined;
  readonly updated?: DateRange | undefined;
  readonly nothing?: boolean | undefined;
}

export type ProjectOrder = 'id' | 'name' | 'display_name' | 'project_number' | 'created_at' | 'updated_at';

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
  const created = dateRange(filters?.created_at);
  const updated = dateRange(filters?.updated_at);
  return {
    status: filters?.by_status ?? 'Active',
    ids: filters?.id,
    names: filters?.name,
    numbers: filters?.project_number,
    originIds: filters?.origin_id,
    search: filters?.search,
    created: created ?? undefined,
    updated: updated ?? undefined,
    // A range that is none holds nothing, rather than everything.
    nothing:
      created === null ||
      updated === null ||
      filters?.is_demo === true ||
      filters?.template === true ||
      filters?.synced === true ||
      unheld.some((name) => filters?.[name] !== undefined),
  };
}

/** What no project of ours has. */
const unheld = [
  'from_project_template_id',
  'vendor_id',
  'by_owner_type',
  'by_department',
  'by_region',
  'by_office',
  'by_program',
  'by_stage',
  'by_type',
  'by_bid_type',
] as const;

const orders: Readonly<Record<string, ProjectOrder>> = {
  name: 'name',
  display_name: 'display_name',
  project_number: 'project_number',
  created_at: 'created_at',
  updated_at: 'updated_at',
};

export function projectOrder(sort: string | undefined): readonly SortKey<ProjectOrder>[] {
  return sortKeys(sort, orders, 'id');
}

export function displayName(project: {
  readonly name: string;
  readonly project_number: string | null;
}): string {
  return project.project_number === null ? project.name : `${project.project_number} - ${project.name}`;
}
