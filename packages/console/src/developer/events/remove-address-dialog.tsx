import type { App, EventSubscription } from '@gatehouse/wire';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useAppChange } from '../app-queries.ts';

interface RemoveAddressDialogProps {
  readonly app: App;
  /** The address in question; none while the dialog is closed. */
  readonly subscription: EventSubscription | undefined;
  readonly onDone: () => void;
  readonly onClosed: () => void;
}

export function RemoveAddressDialog({ app, subscription, onDone, onClosed }: RemoveAddressDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const last = useRef(subscription);
  if (subscription !== undefined) last.current = subscription;
  const remove = useAppChange(
    ({ id }: EventSubscription) => gatehouse.appEvents.unsubscribe(app.id, id),
    () => {
      onDone();
      notice('done', t('events.removed'));
    },
  );
  return (
    <ConfirmDialog
      opened={subscription !== undefined}
      title={t('events.remove.title')}
      confirm={t('events.remove')}
      failed={t('events.remove.failed')}
      danger
      pending={remove.isPending}
      error={remove.error}
      onCancel={() => {
        remove.reset();
        onDone();
      }}
      onConfirm={() => subscription && remove.mutate(subscription)}
      onClosed={onClosed}
    >
      {t('events.remove.effect', { url: last.current?.url ?? '' })}
    </ConfirmDialog>
  );
}
