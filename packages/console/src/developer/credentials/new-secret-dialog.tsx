import type { App, AppClient } from '@gatehouse/wire';
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { useAppChange } from '../app-queries.ts';

const day = 86_400;
const deadlines = { now: 0, hour: 3_600, day, week: 7 * day, month: 30 * day } as const;
type Deadline = keyof typeof deadlines;
const names = Object.keys(deadlines) as Deadline[];

interface NewSecretDialogProps {
  readonly opened: boolean;
  readonly app: App;
  readonly client: AppClient;
  readonly onCancel: () => void;
  readonly onMade: (secret: string) => void;
  readonly onClosed: () => void;
}

/** Asks how long the old secret is still needed, and makes another. */
export function NewSecretDialog({ opened, app, client, onCancel, onMade, onClosed }: NewSecretDialogProps) {
  const { t } = useTranslation();
  const [deadline, setDeadline] = useState<Deadline>('week');
  const make = useAppChange(
    () =>
      gatehouse.appClients.addSecret(app.id, client.environment, {
        expire_old_in_seconds: deadlines[deadline],
      }),
    ({ client_secret }) => onMade(client_secret),
  );
  return (
    <ConfirmDialog
      opened={opened}
      title={t('secrets.new.title')}
      confirm={t('secrets.new.confirm')}
      failed={t('secrets.new.failed')}
      pending={make.isPending}
      error={make.error}
      onCancel={onCancel}
      onConfirm={() => make.mutate(undefined)}
      onClosed={onClosed}
    >
      <NativeSelect
        label={t('secrets.new.deadline')}
        description={t('secrets.new.lead')}
        value={deadline}
        data={names.map((value) => ({ value, label: t(`secrets.new.${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          setDeadline(names.find((name) => name === value) ?? 'week')
        }
      />
    </ConfirmDialog>
  );
}
