import type { PermissionTemplateShow } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { Page } from '../page/page.tsx';
import { useNotice } from '../shell/notices.tsx';
import { type Draft, draftOf, sentDraft } from './template-draft.ts';
import { TemplateForm } from './template-form.tsx';
import { templateQuery } from './template-queries.ts';

export function TemplatePage() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { templateId } = useParams({ strict: false });
  const query = useQuery(templateQuery(companyId, Number(templateId)));
  const [deleting, setDeleting] = useState(false);
  return (
    <Page
      title={query.data?.name ?? t('templates.one')}
      above={
        <Link to="/companies/$companyId/permissions/templates" params={{ companyId: String(companyId) }}>
          {t('templates.back')}
        </Link>
      }
      {...(query.data !== undefined && {
        lead: t(`templates.holds.${query.data.type}`),
        action: (
          <Button variant="default" onClick={() => setDeleting(true)}>
            {t('templates.delete')}
          </Button>
        ),
      })}
    >
      <Answered query={query}>
        {(template) => (
          <>
            <Edit key={template.id} template={template} />
            <DeleteDialog template={template} opened={deleting} onCancel={() => setDeleting(false)} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Edit({ template }: { template: PermissionTemplateShow }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [changed, setChanged] = useState<Draft>();
  const draft = changed ?? draftOf(template);
  const save = useCompanyChange(
    (companyId, body: ReturnType<typeof sentDraft>) =>
      gatehouse.permissionTemplates.update(companyId, template.id, body),
    ({ name }) => {
      setChanged(undefined);
      notice('done', t('templates.saved', { name }));
    },
  );
  return (
    <TemplateForm
      type={template.type}
      draft={draft}
      onChange={setChanged}
      saving={save.isPending}
      error={save.error}
      onSave={() => save.mutate(sentDraft(draft, template.type !== 'company_tools'))}
    />
  );
}

interface DeleteDialogProps {
  readonly template: PermissionTemplateShow;
  readonly opened: boolean;
  readonly onCancel: () => void;
}

function DeleteDialog({ template, opened, onCancel }: DeleteDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useCompanyChange(
    (companyId, id: number) => gatehouse.permissionTemplates.delete(companyId, id),
    () =>
      navigate({
        to: '/companies/$companyId/permissions/templates',
        params: { companyId: String(template.company_id) },
      }),
  );
  return (
    <ConfirmDialog
      opened={opened}
      title={t('templates.delete.title', { name: template.name })}
      confirm={t('templates.delete')}
      failed={t('templates.delete.failed')}
      danger
      pending={remove.isPending}
      error={remove.error}
      onCancel={() => {
        remove.reset();
        onCancel();
      }}
      onConfirm={() => remove.mutate(template.id)}
    >
      {t('templates.delete.words')}
    </ConfirmDialog>
  );
}
