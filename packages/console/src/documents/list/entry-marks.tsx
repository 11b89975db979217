import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { BellIcon } from '../../shell/icons.tsx';
import { previewOf } from '../details/previewable.ts';
import { trackedQuery } from '../documents-queries.ts';
import type { Entry } from '../entry.ts';
import { FolderIcon, HandIcon, LockIcon, PageIcon, PictureIcon } from '../icons.tsx';
import { usePlace } from '../place.ts';
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

/** Only those who are named see it. */
export function PrivateMark() {
  const { t } = useTranslation();
  return (
    <span className={classes.mark} title={t('documents.private')}>
      <LockIcon size={16} />
      <VisuallyHidden>{t('documents.private')}</VisuallyHidden>
    </span>
  );
}

/** What is special about an item: only some see it, one is told of changes oneself, or somebody works on it. */
export function EntryMarks({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const { data: tracked } = useQuery(trackedQuery(usePlace()));
  const holder = entry.kind === 'file' ? entry.checked_out_by : null;
  const name = holder?.name ?? holder?.login ?? '';
  return (
    <>
      {entry.private && <PrivateMark />}
      {tracked?.ids.includes(entry.id) && (
        <span className={classes.mark} title={t('documents.tracked')}>
          <BellIcon size={16} />
          <VisuallyHidden>{t('documents.tracked')}</VisuallyHidden>
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
