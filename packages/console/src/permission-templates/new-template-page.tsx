import type { PermissionTemplateCreateBody, PermissionTemplateType } from '@gatehouse/wire';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { allProjectsQuery, useCompanyChange, useCompanyId } from '../company/company.ts';
import { Page } from '../page/page.tsx';
import { emptyDraft, sentDraft } from './template-draft.ts';
import { TemplateForm } from './template-form.tsx';

/** In every project, in the company, or in the project of that id. */
type Where = 'global' | 'company_tools' | number;

export function NewTemplatePage() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const { data: projects = [] } = useQuery(allProjectsQuery(companyId));
  const [draft, setDraft] = useState(emptyDraft);
  const [where, setWhere] = useState<Where>('global');
  const type: PermissionTemplateType = typeof where === 'number' ? 'project_specific' : where;
  const params = { companyId: String(companyId) };
  const create = useCompanyChange(
    (id, body: PermissionTemplateCreateBody['permission_template']) =>
      gatehouse.permissionTemplates.create(id, body),
    () => navigate({ to: '/companies/$companyId/permissions/templates', params }),
  );
  return (
    <Page
      title={t('templates.create')}
      above={
        <Link to="/companies/$companyId/permissions/templates" params={params}>
          {t('templates.back')}
        </Link>
      }
    >
      <TemplateForm
        type={type}
        draft={draft}
        onChange={setDraft}
        saving={create.isPending}
        error={create.error}
        onSave={() =>
          create.mutate({
            ...sentDraft(draft, type !== 'company_tools'),
            type,
            ...(typeof where === 'number' && { project_id: where }),
          })
        }
      >
        <NativeSelect
          label={t('templates.where')}
          description={t('templates.where.words')}
          maw={480}
          mb="md"
          value={where}
          onChange={({ currentTarget: { value } }) =>
            setWhere(value === 'global' || value === 'company_tools' ? value : Number(value))
          }
          data={[
            { value: 'global', label: t('templates.where.global') },
            { value: 'company_tools', label: t('templates.where.company') },
            ...projects.map(({ id, display_name: project }) => ({
              value: String(id),
              label: t('templates.where.one', { project }),
            })),
          ]}
        />
      </TemplateForm>
    </Page>
  );
}
