import type { Page, Pages } from '@gatehouse/client';
import type { CompanyUser, Invitation, PersonExtended } from '@gatehouse/wire';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';

/** Everything about the people of a company: a change to one may show in each of these. */
const peopleKey = (companyId: number) => [...companyKey(companyId), 'people'] as const;

/** One page of a list, and how many there are in all. */
export async function onePage<Item>(pages: Pages<Item>): Promise<{ items: Item[]; total: number }> {
  const { value } = await pages.pages().next();
  const page: Page<Item> = value ?? { items: [], total: 0, perPage: undefined };
  return { items: page.items, total: page.total ?? page.items.length };
}

/** The first people that match what is typed. */
export function pickablePeopleQuery(companyId: number, search: string) {
  return queryOptions({
    queryKey: [...peopleKey(companyId), 'pick', search],
    queryFn: async (): Promise<{ id: number; name: string; email: string | null }[]> => {
      const filters = search === '' ? {} : { filters: { search } };
      const { items } = await onePage(gatehouse.people.list(companyId, { per_page: 20, ...filters }));
      return items.map(({ id, name, email }: PersonExtended) => ({ id, name, email }));
    },
  });
}

/** Of somebody of whom only the id is known, as from an address. */
export function personNameQuery(companyId: number, personId: number) {
  return queryOptions({
    queryKey: [...peopleKey(companyId), personId, 'name'],
    queryFn: async (): Promise<string> => {
      const { items } = await onePage(
        gatehouse.permissions.list(companyId, { per_page: 1, filters: { id: [personId] } }),
      );
      return items[0]?.person.name ?? String(personId);
    },
  });
}

/** How many people a page of the list has. */
export const perPage = 50;

/** Which people are listed. */
export const shownPeople = ['all', 'users', 'contacts', 'invited', 'inactive'] as const;
export type ShownPeople = (typeof shownPeople)[number];

/** A person in the list, whichever endpoint told of them. */
export interface ListedPerson {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly jobTitle: string | null;
  readonly kind: 'user' | 'contact' | 'service_account';
  readonly state: 'active' | 'invited' | 'inactive';
}

export function peopleQuery(companyId: number, show: ShownPeople, search: string, page: number) {
  const query = { page, per_page: perPage };
  const filters = search === '' ? {} : { search };
  return queryOptions({
    queryKey: [...peopleKey(companyId), { show, search, page }],
    queryFn: async (): Promise<{ items: ListedPerson[]; total: number }> => {
      if (show === 'inactive') {
        const found = await onePage(gatehouse.companyUsers.listInactive(companyId, { ...query, filters }));
        return { ...found, items: found.items.map((user) => ofUser(user, 'inactive')) };
      }
      if (show === 'invited') {
        const found = await onePage(gatehouse.people.invitations(companyId, query));
        return { ...found, items: found.items.map(ofInvitation) };
      }
      const kind = {
        all: {},
        users: { without_reference_users: true },
        contacts: { reference_users_only: true },
      }[show];
      const found = await onePage(
        gatehouse.people.list(companyId, { ...query, filters: { ...filters, ...kind } }),
      );
      return { ...found, items: found.items.map(ofPerson) };
    },
    placeholderData: keepPreviousData,
  });
}

function ofUser(user: CompanyUser, state: ListedPerson['state']): ListedPerson {
  const { id, name, email_address: email, job_title: jobTitle } = user;
  return { id, name, email, jobTitle, kind: 'user', state };
}

function ofPerson(person: PersonExtended): ListedPerson {
  const { id, name, email, job_title: jobTitle, reference_user: isContact, connected } = person;
  return {
    id,
    name,
    email,
    jobTitle,
    // Neither somebody who signs in, nor a contact who does not.
    kind: isContact ? 'contact' : connected ? 'user' : 'service_account',
    state: 'active',
  };
}

function ofInvitation({ person }: Invitation): ListedPerson {
  return {
    id: person.id,
    name: person.name,
    email: person.login,
    jobTitle: null,
    kind: 'user',
    state: 'invited',
  };
}

export function personQuery(companyId: number, personId: number) {
  return queryOptions({
    queryKey: [...peopleKey(companyId), personId],
    queryFn: () => gatehouse.companyUsers.show(companyId, personId),
  });
}

/** The projects that somebody is in, with what they hold there. */
export function assignmentsQuery(companyId: number, personId: number) {
  return queryOptions({
    queryKey: [...peopleKey(companyId), personId, 'projects'],
    queryFn: () => gatehouse.companyUsers.projects(companyId, personId, { per_page: 100 }).all(),
  });
}

/** The invitation that waits for somebody; null where none does. */
export function invitationQuery(companyId: number, personId: number) {
  return queryOptions({
    queryKey: [...peopleKey(companyId), personId, 'invitation'],
    queryFn: async () => {
      const all = await gatehouse.people.invitations(companyId, { per_page: 100 }).all();
      return all.find(({ person }) => person.id === personId) ?? null;
    },
  });
}
