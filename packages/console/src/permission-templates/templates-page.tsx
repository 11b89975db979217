import type { PermissionTemplate } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { ButtonLink } from '../page/button-link.tsx';
import { Page } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { PermissionTabs } from '../permissions/permission-tabs.tsx';
import { templatesQuery } from './template-queries.ts';
import classes from './templates.module.css';

/** Levels that are set once for everybody who does the same work. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const ofProjects = useQuery(templatesQuery(companyId, 'project_tools'));
  const ofCompany = useQuery(templatesQuery(companyId, 'company_tools'));
  return (
    <Page
      title={t('templates.title')}
      lead={t('templates.lead')}
      action={
        <ButtonLink
          to="/companies/$companyId/permissions/templates/new"
          params={{ companyId: String(companyId) }}
        >
          {t('templates.create')}
        </ButtonLink>
      }
    >
      <PermissionTabs />
      <Answered query={ofProjects}>
        {(templates) => (
          <Panel title={t('templates.project')} lead={t('templates.project.lead')}>
            <TemplateList label={t('templates.project')} templates={templates} />
          </Panel>
        )}
      </Answered>
      {ofProjects.data !== undefined && (
        <Answered query={ofCompany}>
          {(templates) => (
            <Panel title={t('templates.company')} lead={t('templates.company.lead')}>
              <TemplateList label={t('templates.company')} templates={templates} />
            </Panel>
          )}
        </Answered>
      )}
    </Page>
  );
}

function TemplateList({ label, templates }: { label: string; templates: readonly PermissionTemplate[] }) {
  const { t } = useTranslation();
  const companyId = String(useCompanyId());
  if (templates.length === 0) return <p className={classes.none}>{t('templates.none')}</p>;
  return (
    <ul className={classes.list} aria-label={label}>
      {templates.map(({ id, name, type }) => (
        <li key={id}>
          <Link
            to="/companies/$companyId/permissions/templates/$templateId"
            params={{ companyId, templateId: String(id) }}
            className={cards.link}
          >
            {name}
          </Link>
          {type === 'project_specific' && <span className={classes.one}>{t('templates.one_project')}</span>}
        </li>
      ))}
    </ul>
  );
}
