import type { DocumentsScope } from '@gatehouse/client';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../../page/page.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useDocumentsChange } from '../place.ts';

interface PurgeDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly confirm: string;
  readonly purge: (place: DocumentsScope) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before something is gone for good. */
export function PurgeDialog({ opened, title, confirm, purge, onClose }: PurgeDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const change = useDocumentsChange(
    (place, _wish: undefined) => purge(place),
    () => {
      onClose();
      notice('done', t('documents.bin.purged'));
    },
  );
  const cancel = () => {
    change.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={title}
      confirm={confirm}
      failed={t('documents.bin.purge.failed')}
      danger
      pending={change.isPending}
      error={change.error}
      onCancel={cancel}
      onClosed={focusHeadingIfLost}
      onConfirm={() => change.mutate(undefined)}
    >
      <p>{t('documents.bin.purge.words')}</p>
    </ConfirmDialog>
  );
}
