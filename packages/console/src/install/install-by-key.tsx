import type { Installation } from '@gatehouse/wire';
import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { refusedWith, useCompanyId } from '../company/company.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { InstallDialog } from './install-dialog.tsx';

interface InstallByKeyProps {
  readonly opened: boolean;
  readonly onCancel: () => void;
  readonly onInstalled: (installation: Installation) => void;
}

/** Asks for a version key, then shows what it would install. */
export function InstallByKey({ opened, onCancel, onInstalled }: InstallByKeyProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const [key, setKey] = useState('');
  const look = useMutation({
    mutationFn: async (versionKey: string) => ({
      ...(await gatehouse.installations.versionByKey(companyId, versionKey)),
      versionKey,
    }),
  });
  const unknown = refusedWith(look.error, 404);
  const close = () => {
    look.reset();
    setKey('');
    onCancel();
  };
  return (
    <>
      <ConfirmDialog
        opened={opened && look.data === undefined}
        title={t('install.key.title')}
        confirm={t('install.key.confirm')}
        failed={t('install.key.failed')}
        refused={key.trim() === ''}
        pending={look.isPending}
        error={unknown ? null : look.error}
        onCancel={close}
        onConfirm={() => look.mutate(key.trim())}
      >
        <TextInput
          label={t('install.key')}
          description={t('install.key.words')}
          error={unknown && t('install.key.unknown')}
          value={key}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={({ currentTarget }) => setKey(currentTarget.value)}
        />
      </ConfirmDialog>
      <InstallDialog
        offer={opened ? look.data : undefined}
        onCancel={close}
        onInstalled={(installation) => {
          look.reset();
          setKey('');
          onInstalled(installation);
        }}
      />
    </>
  );
}
