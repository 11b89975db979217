import type { ProjectShow, ProjectUser } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import classes from '../directory/directory.module.css';
import filters from '../page/filters.module.css';
import { Pager } from '../page/pager.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { SearchField } from '../page/search-field.tsx';
import tables from '../page/table.module.css';
import { AddMember } from './add-member.tsx';
import { membersQuery, perPage } from './project-queries.ts';

/** Who is in the project. Taking somebody out leaves them in the company. */
export function ProjectMembers({ project }: { project: ProjectShow }) {
  const { t } = useTranslation();
  const [sought, setSought] = useState('');
  const [page, setPage] = useState(1);
  const query = useQuery(membersQuery(useCompanyId(), project.id, sought, page));
  const search = (value: string) => {
    setSought(value);
    setPage(1);
  };
  return (
    <Panel title={t('project.members')} lead={t('project.members.lead')}>
      <AddMember project={project} />
      <Answered query={query}>
        {({ items, total }) => (
          <>
            {(total > perPage || sought !== '') && (
              <div className={filters.filters}>
                <SearchField label={t('people.search')} value={sought} onChange={search} />
              </div>
            )}
            {items.length === 0 ? (
              <p className={classes.quiet}>{t('project.members.none')}</p>
            ) : (
              <Members project={project} members={items} />
            )}
            {total > 0 && <Pager page={page} perPage={perPage} total={total} onPage={setPage} />}
          </>
        )}
      </Answered>
    </Panel>
  );
}

function Members({ project, members }: { project: ProjectShow; members: readonly ProjectUser[] }) {
  const { t } = useTranslation();
  const companyId = String(useCompanyId());
  const remove = useCompanyChange((id, userId: number) =>
    gatehouse.projectUsers.remove(id, project.id, userId),
  );
  return (
    <>
      <table className={`${tables.table} ${classes.stacked}`}>
        <caption className={classes.caption}>{t('project.members')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('grid.person')}</th>
            <th scope="col">{t('people.job_title')}</th>
            <th scope="col">{t('grid.template')}</th>
            <th scope="col">{t('people.projects.step')}</th>
          </tr>
        </thead>
        <tbody>
          {members.map(({ id, name, job_title: job, permission_template: template }) => (
            <tr key={id}>
              <th scope="row">
                <Link
                  to="/companies/$companyId/people/$personId"
                  params={{ companyId, personId: String(id) }}
                  className={cards.link}
                >
                  {name}
                </Link>
              </th>
              <td>{job}</td>
              <td>{template?.name ?? t('grid.template.none')}</td>
              <td>
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={remove.isPending}
                  aria-label={t('people.projects.remove.named', { name, project: project.name })}
                  onClick={() => remove.mutate(id)}
                >
                  {t('people.projects.remove')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Refusal error={remove.error} title={t('project.members.failed')} />
    </>
  );
}
