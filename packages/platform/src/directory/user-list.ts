import type { PeopleQuery, UsersQuery } from '@gatehouse/wire';
import { fieldErrors, type RestReply } from '../rest/rest-call.ts';
import { type SortKey, sortKeys } from '../rest/sort.ts';
import { dateRange } from './date-range.ts';
import type { MemberFilter, MemberOrder } from './member-store.ts';

/** The filters of a list of users, or the reply that says which of them is no filter. */
export function userFilter(
  filters: UsersQuery['filters'],
  active: boolean | null,
): { readonly filter: MemberFilter } | { readonly reply: RestReply } {
  const created = dateRange(filters?.created_at);
  const updated = dateRange(filters?.updated_at);
  const wrong = [...(created === null ? ['created_at'] : []), ...(updated === null ? ['updated_at'] : [])];
  if (created === null || updated === null) {
    const message = 'must be a range like 2026-01-01...2026-01-31';
    return {
      reply: fieldErrors(Object.fromEntries(wrong.map((name) => [`filters[${name}]`, [message]])), 400),
    };
  }
  return {
    filter: {
      active,
      kinds: 'users',
      search: filters?.search,
      ids: filters?.id,
      originIds: filters?.origin_id,
      templateIds: filters?.permission_template,
      employee: filters?.employee,
      nobody: filters?.vendor_id !== undefined || filters?.trade_id !== undefined,
      created,
      updated,
    },
  };
}

export function peopleFilter(filters: PeopleQuery['filters'], active: boolean): MemberFilter {
  const kinds =
    filters?.reference_users_only === true
      ? 'contacts'
      : filters?.without_reference_users === true
        ? 'users'
        : undefined;
  return {
    active,
    kinds,
    search: filters?.search,
    employee: filters?.is_employee,
    connected: filters?.connected,
  };
}

const orders: Readonly<Record<string, MemberOrder>> = {
  name: 'name',
  full_name: 'name',
  // Nobody is of a vendor: where all are alike, the name decides.
  vendor_name: 'name',
  email: 'email',
  email_address: 'email',
  job_title: 'job_title',
  permission_template: 'template',
  projects: 'projects',
  created_at: 'created_at',
};

export function memberOrder(sort: string | undefined): readonly SortKey<MemberOrder>[] {
  return sortKeys(sort, orders, 'name');
}
