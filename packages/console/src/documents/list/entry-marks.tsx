import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { previewOf } from '../details/previewable.ts';
import type { Entry } from '../entry.ts';
import { FolderIcon, HandIcon, LockIcon, PageIcon, PictureIcon } from '../icons.tsx';
import classes from './document-list.module.css';

export function EntryIcon({ entry }: { entry: Entry }) {
  const page = previewOf(entry.name) === 'image' ? PictureIcon : PageIcon;
  const Drawing = entry.kind === 'folder' ? FolderIcon : page;
  return (
    <span className={classes.icon} data-kind={entry.kind}>
      <Drawing size={22} />
    </span>
  );
}

/** What is special about an item: only some see it, or somebody works on it. */
export function EntryMarks({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const holder = entry.kind === 'file' ? entry.checked_out_by : null;
  const name = holder?.name ?? holder?.login ?? '';
  return (
    <>
      {entry.private && (
        <span className={classes.mark} title={t('documents.private')}>
          <LockIcon size={16} />
          <VisuallyHidden>{t('documents.private')}</VisuallyHidden>
        </span>
      )}
      {holder !== null && (
        <span className={classes.mark} title={t('documents.checked_out_by', { name })}>
          <HandIcon size={16} />
          <VisuallyHidden>{t('documents.checked_out_by', { name })}</VisuallyHidden>
        </span>
      )}
    </>
  );
}
