import type { App, AppClient, AppClientKey } from '@gatehouse/wire';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useAppChange } from '../app-queries.ts';

interface RemoveKeyDialogProps {
  readonly app: App;
  readonly client: AppClient;
  /** The key in question; none while the dialog is closed. */
  readonly clientKey: AppClientKey | undefined;
  readonly onDone: () => void;
  readonly onClosed: () => void;
}

export function RemoveKeyDialog({ app, client, clientKey, onDone, onClosed }: RemoveKeyDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const last = useRef(clientKey);
  if (clientKey !== undefined) last.current = clientKey;
  const remove = useAppChange(
    ({ kid }: AppClientKey) => gatehouse.appClients.removeKey(app.id, client.environment, kid),
    () => {
      onDone();
      notice('done', t('keys.removed'));
    },
  );
  return (
    <ConfirmDialog
      opened={clientKey !== undefined}
      title={t('keys.remove.title', { kid: last.current?.kid ?? '' })}
      confirm={t('keys.remove.confirm')}
      failed={t('keys.remove.failed')}
      danger
      pending={remove.isPending}
      error={remove.error}
      onCancel={() => {
        remove.reset();
        onDone();
      }}
      onConfirm={() => clientKey && remove.mutate(clientKey)}
      onClosed={onClosed}
    >
      {t('keys.remove.effect')}
    </ConfirmDialog>
  );
}
