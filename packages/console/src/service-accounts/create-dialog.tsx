import type { ServiceAccountCreateBody, ServiceAccountCredentials } from '@gatehouse/wire';
import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { usePerson } from '../api/session.ts';
import { useCompanyChange } from '../company/company.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';

interface CreateDialogProps {
  readonly opened: boolean;
  readonly onCancel: () => void;
  readonly onMade: (credentials: ServiceAccountCredentials) => void;
}

/** Makes a traditional account. It begins with no permission at all. */
export function CreateDialog({ opened, onCancel, onMade }: CreateDialogProps) {
  const { t } = useTranslation();
  const me = usePerson();
  const [name, setName] = useState('');
  const [mine, setMine] = useState(true);
  const [lastDay, setLastDay] = useState('');
  const clear = () => {
    setName('');
    setLastDay('');
  };
  const create = useCompanyChange(
    (companyId, body: ServiceAccountCreateBody) => gatehouse.serviceAccounts.create(companyId, body),
    (credentials) => {
      clear();
      onMade(credentials);
    },
  );
  const close = () => {
    create.reset();
    clear();
    onCancel();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={t('accounts.create')}
      confirm={t('accounts.create.confirm')}
      failed={t('accounts.create.failed')}
      refused={name.trim() === ''}
      pending={create.isPending}
      error={create.error}
      onCancel={close}
      onConfirm={() =>
        create.mutate({
          name: name.trim(),
          owner_id: mine ? me.id : null,
          // To the end of that day, where the person is.
          expires_at: lastDay === '' ? null : new Date(`${lastDay}T23:59:59`).toISOString(),
        })
      }
    >
      <TextInput
        label={t('accounts.name')}
        description={t('accounts.name.words')}
        value={name}
        autoComplete="off"
        required
        data-autofocus
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <TextInput
        mt="md"
        type="date"
        label={t('accounts.last_day')}
        description={t('accounts.last_day.words')}
        value={lastDay}
        onChange={({ currentTarget }) => setLastDay(currentTarget.value)}
      />
      <Checkbox
        mt="md"
        label={t('accounts.mine')}
        description={t('accounts.mine.words')}
        checked={mine}
        onChange={({ currentTarget }) => setMine(currentTarget.checked)}
      />
    </ConfirmDialog>
  );
}
