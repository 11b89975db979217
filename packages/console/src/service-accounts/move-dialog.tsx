import type { ServiceAccount } from '@gatehouse/wire';
import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { ProjectPicker } from '../company/project-picker.tsx';
import { DifferenceList } from '../installed-apps/difference-list.tsx';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { useNotice } from '../shell/notices.tsx';

interface MoveDialogProps {
  readonly account: ServiceAccount;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** From a traditional account to one that its developer manages: the key, then what changes, then the move. */
export function MoveDialog({ account, opened, onClose }: MoveDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const navigate = useNavigate();
  const companyId = useCompanyId();
  const [key, setKey] = useState('');
  const [chosen, setChosen] = useState<readonly number[]>();
  const look = useMutation({
    mutationFn: (versionKey: string) =>
      gatehouse.serviceAccounts.migration(companyId, account.id, versionKey),
  });
  const found = look.data;
  const projectIds = chosen ?? found?.suggested_project_ids ?? [];
  const move = useCompanyChange(
    (company, versionKey: string) =>
      gatehouse.serviceAccounts.migrate(company, account.id, {
        version_key: versionKey,
        permitted_project_ids: [...projectIds],
      }),
    async ({ installation_id: installationId }) => {
      close();
      const params = { companyId: String(companyId), installationId: String(installationId) };
      await navigate({ to: '/companies/$companyId/apps/$installationId', params });
      notice('done', t('accounts.move.done', { name: account.name }));
    },
  );
  const close = () => {
    look.reset();
    move.reset();
    setKey('');
    setChosen(undefined);
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      size="lg"
      title={t('accounts.move.title', { name: account.name })}
      confirm={found === undefined ? t('accounts.move.look') : t('accounts.move.confirm')}
      failed={t('accounts.move.failed')}
      refused={key.trim() === ''}
      pending={look.isPending || move.isPending}
      error={look.error ?? move.error}
      onCancel={close}
      onConfirm={() => (found === undefined ? look : move).mutate(key.trim())}
    >
      {found === undefined ? (
        <>
          <p>{t('accounts.move.words')}</p>
          <TextInput
            label={t('install.key')}
            value={key}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            onChange={({ currentTarget }) => setKey(currentTarget.value)}
          />
        </>
      ) : (
        <>
          <p>{t('accounts.move.takes_over', { app: found.app.name, version: found.version.semver })}</p>
          <h3 className={cards.title}>{t('difference.title')}</h3>
          <DifferenceList difference={found.difference} />
          <h3 className={cards.title}>{t('install.where')}</h3>
          <ProjectPicker
            label={t('projects.permitted')}
            description={t('projects.permitted.words')}
            value={projectIds}
            onChange={setChosen}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
