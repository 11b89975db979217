import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLast } from '../../company/use-last.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useDesk } from '../desk.tsx';
import type { Entry } from '../entry.ts';
import { useDocumentsChange, usePlace } from '../place.ts';
import { nothing } from '../selection.ts';
import { FolderTree } from '../tree/folder-tree.tsx';
import { focusList } from './focus-list.ts';
import { copyItems, moveItems } from './in-bulk.ts';
import classes from './target-dialog.module.css';

interface Wish {
  readonly what: 'move' | 'copy';
  readonly entries: readonly Entry[];
  readonly parentId: number;
}

/** Where to move or to copy: one folder of the tree. */
export function TargetDialog({
  folderId,
  way,
  rootName,
}: {
  folderId: number;
  way: readonly number[];
  rootName: string;
}) {
  const { t } = useTranslation();
  const notice = useNotice();
  const place = usePlace();
  const { doing, begin, select } = useDesk();
  const task =
    doing?.what === 'move' || doing?.what === 'copy'
      ? { what: doing.what, entries: doing.entries }
      : undefined;
  const shown = useLast(task);
  const [target, setTarget] = useState<number>();
  const carry = useDocumentsChange(
    (_place, { what, entries, parentId }: Wish) =>
      what === 'move' ? moveItems(place, entries, parentId) : copyItems(place, entries, parentId),
    (_answer, { what, entries }) => {
      close();
      select(nothing);
      notice('done', t(`documents.${what}.done`, { count: entries.length }));
    },
  );
  const close = () => {
    carry.reset();
    setTarget(undefined);
    begin(undefined);
  };
  const what = shown?.what ?? 'move';
  const entries = shown?.entries ?? [];
  const nowhere = target === undefined || (what === 'move' && target === folderId);
  return (
    <ConfirmDialog
      opened={task !== undefined}
      title={t(`documents.${what}.title`, { count: entries.length })}
      confirm={t(`documents.${what}`)}
      failed={t(`documents.${what}.failed`)}
      refused={nowhere || entries.some(({ id }) => id === target)}
      pending={carry.isPending}
      error={carry.error}
      onCancel={close}
      onClosed={focusList}
      onConfirm={() => task && target !== undefined && carry.mutate({ ...task, parentId: target })}
    >
      <p className={classes.words}>{t(`documents.${what}.words`)}</p>
      <div className={classes.tree}>
        <FolderTree
          place={place}
          label={t('documents.tree')}
          rootName={rootName}
          current={target}
          way={way}
          onChoose={setTarget}
        />
      </div>
    </ConfirmDialog>
  );
}
