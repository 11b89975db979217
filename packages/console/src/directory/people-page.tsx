import { Button, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { ButtonLink } from '../page/button-link.tsx';
import { Empty } from '../page/empty.tsx';
import filters from '../page/filters.module.css';
import { useListSearch } from '../page/list-search.ts';
import { Page } from '../page/page.tsx';
import { Pager } from '../page/pager.tsx';
import { SearchField } from '../page/search-field.tsx';
import { PeopleIcon } from '../shell/icons.tsx';
import { AddPersonDialog } from './add-person-dialog.tsx';
import { peopleQuery, perPage, shownPeople } from './directory-queries.ts';
import { PeopleTable } from './people-table.tsx';

/** Why a list is empty that nobody has searched. */
const emptyOf = {
  all: 'people.empty.body',
  users: 'people.empty.body',
  contacts: 'people.empty.contacts',
  invited: 'people.empty.invited',
  inactive: 'people.empty.inactive',
} as const;

/** Everybody a company works with. */
export function PeoplePage() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const [adding, setAdding] = useState(false);
  const { q = '', page = 1, show: wanted, set } = useListSearch();
  const show = shownPeople.find((name) => name === wanted) ?? 'all';
  const query = useQuery(peopleQuery(companyId, show, q, page));
  return (
    <Page
      title={t('people.title')}
      lead={t('people.lead')}
      action={
        <Group gap="xs">
          <Button onClick={() => setAdding(true)}>{t('people.add')}</Button>
          <ButtonLink
            variant="default"
            to="/companies/$companyId/people/import"
            params={{ companyId: String(companyId) }}
          >
            {t('people.import')}
          </ButtonLink>
        </Group>
      }
    >
      <div className={filters.filters}>
        <NativeSelect
          label={t('people.show')}
          value={show}
          onChange={({ currentTarget }) => set({ show: currentTarget.value })}
          data={shownPeople.map((value) => ({ value, label: t(`people.show.${value}`) }))}
        />
        {/* Those who were invited are few, and come without a search. */}
        {show !== 'invited' && (
          <div className={filters.grow}>
            <SearchField label={t('people.search')} value={q} onChange={(value) => set({ q: value })} />
          </div>
        )}
      </div>
      <Answered query={query}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty icon={PeopleIcon} title={t('people.empty.title')}>
              {t(q === '' ? emptyOf[show] : 'people.empty.search')}
            </Empty>
          ) : (
            <>
              <PeopleTable people={items} />
              <Pager page={page} perPage={perPage} total={total} onPage={(to) => set({ page: to })} />
            </>
          )
        }
      </Answered>
      <AddPersonDialog opened={adding} onClose={() => setAdding(false)} />
    </Page>
  );
}
