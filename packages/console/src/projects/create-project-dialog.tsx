import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';

const empty = { name: '', number: '' };

/** A new project has its tools and nobody in it; its own page asks for the rest. */
export function CreateProjectDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const companyId = useCompanyId();
  const [draft, setDraft] = useState(empty);
  const create = useCompanyChange(
    (id, { name, number }: typeof empty) =>
      gatehouse.projects.create(id, { name: name.trim(), project_number: number.trim() || null }),
    ({ id }) =>
      navigate({
        to: '/companies/$companyId/projects/$projectId',
        params: { companyId: String(companyId), projectId: String(id) },
      }),
  );
  return (
    <ConfirmDialog
      opened={opened}
      title={t('project.create')}
      confirm={t('project.create.confirm')}
      failed={t('project.create.failed')}
      refused={draft.name.trim() === ''}
      pending={create.isPending}
      error={create.error}
      onCancel={() => {
        create.reset();
        setDraft(empty);
        onClose();
      }}
      onConfirm={() => create.mutate(draft)}
    >
      <TextInput
        label={t('project.name')}
        value={draft.name}
        required
        maxLength={255}
        autoComplete="off"
        data-autofocus
        onChange={({ currentTarget }) => setDraft({ ...draft, name: currentTarget.value })}
      />
      <TextInput
        mt="sm"
        label={t('project.project_number')}
        description={t('project.number.words')}
        value={draft.number}
        maxLength={255}
        autoComplete="off"
        onChange={({ currentTarget }) => setDraft({ ...draft, number: currentTarget.value })}
      />
    </ConfirmDialog>
  );
}
