import { ApiError } from '@gatehouse/client';
import type { Company, Project } from '@gatehouse/wire';
import { useLocalStorage } from '@mantine/hooks';
import {
  queryOptions,
  type UseMutationOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { gatehouse } from '../api/gatehouse.ts';
import { companiesQuery } from '../home/home-queries.ts';

/** The company whose page this is. The router lets no other page use it. */
export function useCompanyId(): number {
  const { companyId } = useParams({ strict: false });
  return Number(companyId);
}

/**
 * The company that the navigation speaks of: that of the page, else the one last looked at, else the first. It stays
 * in the browser's storage, which signing out clears.
 */
export function useChosenCompany(): { companies: readonly Company[]; chosen: Company | undefined } {
  const here = useCompanyId();
  const { data: companies = [] } = useQuery(companiesQuery);
  const [last, setLast] = useLocalStorage<number | null>({ key: 'gatehouse-company', defaultValue: null });
  useEffect(() => {
    if (Number.isInteger(here)) setLast(here);
  }, [here, setLast]);
  const byId = (wanted: number | null) => companies.find(({ id }) => id === wanted);
  return { companies, chosen: byId(here) ?? byId(last) ?? companies[0] };
}

/** What is known of a company's apps and accounts. A change to one of them may show in all. */
export const companyKey = (companyId: number) => ['company', companyId] as const;

/** Every active project of the company that the person may see: for its admins, all. */
export function allProjectsQuery(companyId: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'projects'],
    queryFn: (): Promise<Project[]> => gatehouse.projects.list(companyId, { per_page: 2000 }).all(),
  });
}

/** A change in a company; afterwards everything that is shown of that company is asked for again. */
export function useCompanyChange<Wish, Answer>(
  change: (companyId: number, wish: Wish) => Promise<Answer>,
  onSuccess?: UseMutationOptions<Answer, Error, Wish>['onSuccess'],
) {
  const companyId = useCompanyId();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) => change(companyId, wish),
    ...(onSuccess && { onSuccess }),
    // After a refusal too: often it means that the page is older than what it shows.
    onSettled: () => queries.invalidateQueries({ queryKey: companyKey(companyId) }),
  });
}

/** Whether the server said that this person may not, or that there is no such thing for them. */
export function refusedWith(error: unknown, ...statuses: number[]): boolean {
  return error instanceof ApiError && statuses.includes(error.status);
}
