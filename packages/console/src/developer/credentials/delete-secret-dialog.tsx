import type { App, AppClient, ClientSecret } from '@gatehouse/wire';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useAppChange } from '../app-queries.ts';

interface DeleteSecretDialogProps {
  readonly app: App;
  readonly client: AppClient;
  /** The secret in question; none while the dialog is closed. */
  readonly secret: ClientSecret | undefined;
  readonly onDone: () => void;
  readonly onClosed: () => void;
}

export function DeleteSecretDialog({ app, client, secret, onDone, onClosed }: DeleteSecretDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const last = useRef(secret);
  if (secret !== undefined) last.current = secret;
  const remove = useAppChange(
    ({ id }: ClientSecret) => gatehouse.appClients.removeSecret(app.id, client.environment, id),
    () => {
      onDone();
      notice('done', t('secrets.deleted'));
    },
  );
  return (
    <ConfirmDialog
      opened={secret !== undefined}
      title={t('secrets.delete.title', { hint: last.current?.hint ?? '' })}
      confirm={t('secrets.delete.confirm')}
      failed={t('secrets.delete.failed')}
      danger
      pending={remove.isPending}
      error={remove.error}
      onCancel={() => {
        remove.reset();
        onDone();
      }}
      onConfirm={() => secret && remove.mutate(secret)}
      onClosed={onClosed}
    >
      {t('secrets.delete.effect')}
    </ConfirmDialog>
  );
}
