import type { Project } from '@gatehouse/wire';
import { Badge, Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import directory from '../directory/directory.module.css';
import { Empty } from '../page/empty.tsx';
import filters from '../page/filters.module.css';
import { useListSearch } from '../page/list-search.ts';
import { Page } from '../page/page.tsx';
import { Pager } from '../page/pager.tsx';
import { SearchField } from '../page/search-field.tsx';
import tables from '../page/table.module.css';
import { ProjectsIcon } from '../shell/icons.tsx';
import { CreateProjectDialog } from './create-project-dialog.tsx';
import { perPage, projectsQuery, shownProjects } from './project-queries.ts';

export function ProjectsPage() {
  const { t } = useTranslation();
  const { q = '', page = 1, show: wanted, set } = useListSearch();
  const [creating, setCreating] = useState(false);
  const show = shownProjects.find((name) => name === wanted) ?? 'Active';
  const query = useQuery(projectsQuery(useCompanyId(), show, q, page));
  return (
    <Page
      title={t('project.title')}
      lead={t('project.lead')}
      action={<Button onClick={() => setCreating(true)}>{t('project.create')}</Button>}
    >
      <div className={filters.filters}>
        <NativeSelect
          label={t('people.show')}
          value={show}
          onChange={({ currentTarget }) => set({ show: currentTarget.value })}
          data={shownProjects.map((value) => ({ value, label: t(`project.show.${value}`) }))}
        />
        <div className={filters.grow}>
          <SearchField label={t('projects.search')} value={q} onChange={(value) => set({ q: value })} />
        </div>
      </div>
      <Answered query={query}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty icon={ProjectsIcon} title={t('project.empty.title')}>
              {t(q === '' ? 'project.empty.body' : 'project.empty.search')}
            </Empty>
          ) : (
            <>
              <ProjectTable projects={items} />
              <Pager page={page} perPage={perPage} total={total} onPage={(to) => set({ page: to })} />
            </>
          )
        }
      </Answered>
      <CreateProjectDialog opened={creating} onClose={() => setCreating(false)} />
    </Page>
  );
}

function ProjectTable({ projects }: { projects: readonly Project[] }) {
  const { t } = useTranslation();
  const companyId = String(useCompanyId());
  return (
    <div className={directory.paper}>
      <table className={`${tables.table} ${directory.stacked}`}>
        <caption className={directory.caption}>{t('project.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('project.one')}</th>
            <th scope="col">{t('project.project_number')}</th>
            <th scope="col">{t('project.place')}</th>
            <th scope="col">{t('people.state')}</th>
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <tr key={project.id}>
              <th scope="row">
                <Link
                  to="/companies/$companyId/projects/$projectId"
                  params={{ companyId, projectId: String(project.id) }}
                  className={cards.link}
                >
                  {project.name}
                </Link>
              </th>
              <td>{project.project_number}</td>
              <td>{[project.city, project.state_code].filter(Boolean).join(', ')}</td>
              <td>
                <ProjectBadge active={project.active} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function ProjectBadge({ active }: { active: boolean }) {
  const { t } = useTranslation();
  return active ? (
    <Badge color="gate" variant="light" tt="none">
      {t('project.active')}
    </Badge>
  ) : (
    <Badge variant="default" tt="none">
      {t('project.archived')}
    </Badge>
  );
}
