import type { CompanyUserShow } from '@gatehouse/wire';
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { allProjectsQuery, useCompanyChange, useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import tables from '../page/table.module.css';
import { templatesQuery } from '../permission-templates/template-queries.ts';
import classes from './directory.module.css';
import { assignmentsQuery } from './directory-queries.ts';

/** The projects that somebody is in, by which template, and the ways in and out. */
export function PersonProjects({ person }: { person: CompanyUserShow }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const query = useQuery(assignmentsQuery(companyId, person.id));
  const remove = useCompanyChange((id, projectId: number) =>
    gatehouse.projectUsers.remove(id, projectId, person.id),
  );
  const params = { companyId: String(companyId) };
  return (
    <Panel title={t('people.projects')} lead={t('people.projects.lead')}>
      <Answered query={query}>
        {(assignments) => (
          <>
            {assignments.length === 0 && <p className={classes.quiet}>{t('people.projects.none')}</p>}
            {assignments.length > 0 && (
              <table className={`${tables.table} ${classes.stacked}`}>
                <caption className={classes.caption}>{t('people.projects')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('project.one')}</th>
                    <th scope="col">{t('grid.template')}</th>
                    <th scope="col">{t('people.projects.step')}</th>
                  </tr>
                </thead>
                <tbody>
                  {assignments.map(({ id, display_name: name, permission_template: template }) => (
                    <tr key={id}>
                      <th scope="row">
                        <Link
                          to="/companies/$companyId/projects/$projectId"
                          params={{ ...params, projectId: String(id) }}
                          className={cards.link}
                        >
                          {name}
                        </Link>
                      </th>
                      <td>{template?.name ?? t('grid.template.none')}</td>
                      <td>
                        <Button
                          size="compact-sm"
                          variant="default"
                          disabled={remove.isPending}
                          aria-label={t('people.projects.remove.named', { name: person.name, project: name })}
                          onClick={() => remove.mutate(id)}
                        >
                          {t('people.projects.remove')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <Refusal error={remove.error} title={t('project.members.failed')} />
            <AddToProject person={person} without={assignments.map(({ id }) => id)} />
          </>
        )}
      </Answered>
    </Panel>
  );
}

function AddToProject({ person, without }: { person: CompanyUserShow; without: readonly number[] }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const [project, setProject] = useState('');
  const [template, setTemplate] = useState('');
  const { data: projects = [] } = useQuery(allProjectsQuery(companyId));
  const { data: templates = [] } = useQuery(templatesQuery(companyId, 'project_tools'));
  const add = useCompanyChange(
    (id, projectId: number) => gatehouse.projectUsers.add(id, projectId, person.id, Number(template) || null),
    () => setProject(''),
  );
  const others = projects.filter(({ id }) => !without.includes(id));
  if (others.length === 0) return null;
  const general = templates.filter(({ project_specific: specific }) => !specific);
  return (
    <>
      <div className={cards.add}>
        <NativeSelect
          label={t('people.projects.add')}
          value={project}
          onChange={({ currentTarget }) => setProject(currentTarget.value)}
          data={[
            { value: '', label: t('accounts.add_project.choose') },
            ...others.map(({ id, display_name: label }) => ({ value: String(id), label })),
          ]}
        />
        <NativeSelect
          label={t('grid.template')}
          value={template}
          onChange={({ currentTarget }) => setTemplate(currentTarget.value)}
          data={[
            { value: '', label: t('grid.template.none') },
            ...general.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        <Button
          variant="default"
          disabled={project === ''}
          loading={add.isPending}
          onClick={() => add.mutate(Number(project))}
        >
          {t('people.projects.add.confirm')}
        </Button>
      </div>
      <Refusal error={add.error} title={t('project.members.failed')} />
    </>
  );
}
