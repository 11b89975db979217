import { useTranslation } from 'react-i18next';
import { useLast } from '../../company/use-last.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useDesk } from '../desk.tsx';
import type { Entry } from '../entry.ts';
import { useDocumentsChange } from '../place.ts';
import { nothing } from '../selection.ts';
import { focusList } from './focus-list.ts';
import { deleteItems } from './in-bulk.ts';

/** To the recycle bin, from which it can come back. */
export function DeleteDialog() {
  const { t } = useTranslation();
  const notice = useNotice();
  const { doing, begin, select } = useDesk();
  const entries = doing?.what === 'delete' ? doing.entries : undefined;
  const shown = useLast(entries) ?? [];
  const remove = useDocumentsChange(
    (place, going: readonly Entry[]) => deleteItems(place, going),
    (_answer, going) => {
      begin(undefined);
      select(nothing);
      notice('done', t('documents.delete.done', { count: going.length }));
    },
  );
  const close = () => {
    remove.reset();
    begin(undefined);
  };
  const [first] = shown;
  return (
    <ConfirmDialog
      opened={entries !== undefined}
      title={
        shown.length === 1
          ? t('documents.delete.one', { name: first?.name ?? '' })
          : t('documents.delete.title', { count: shown.length })
      }
      confirm={t('documents.delete')}
      failed={t('documents.delete.failed')}
      danger
      pending={remove.isPending}
      error={remove.error}
      onCancel={close}
      onClosed={focusList}
      onConfirm={() => entries && remove.mutate(entries)}
    >
      <p>{t('documents.delete.words')}</p>
    </ConfirmDialog>
  );
}
