import { useQuery } from '@tanstack/react-query';
import { allProjectsQuery } from '../company/company.ts';
import { companiesQuery } from '../home/home-queries.ts';
import { usePlace } from './place.ts';

/** What the company of the page, and its project if it has one, are called. */
export function usePlaceNames(): { company: string; project: string | undefined; name: string } {
  const { companyId, projectId } = usePlace();
  const { data: companies = [] } = useQuery(companiesQuery);
  const { data: projects = [] } = useQuery(allProjectsQuery(companyId));
  const company = companies.find(({ id }) => id === companyId)?.name ?? '';
  const project = projects.find(({ id }) => id === projectId)?.name;
  return { company, project, name: projectId === undefined ? company : (project ?? '') };
}
