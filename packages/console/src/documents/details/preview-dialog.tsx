import { ActionIcon, Button, Modal } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLast } from '../../company/use-last.ts';
import { useDesk } from '../desk.tsx';
import { focusList } from '../dialogs/focus-list.ts';
import type { Entry } from '../entry.ts';
import { CloseIcon, DownloadIcon, InfoIcon } from '../icons.tsx';
import { Preview } from './preview.tsx';
import classes from './preview-dialog.module.css';
import { useFetchDocument } from './use-fetch-document.ts';

/** A file as the browser shows it; the arrow keys go to the files before and after it. */
export function PreviewDialog({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation();
  const { doing, begin, select } = useDesk();
  const fetchDocument = useFetchDocument();
  const entry = doing?.what === 'preview' ? doing.entry : undefined;
  const shown = useLast(entry);
  const files = entries.filter(({ kind }) => kind === 'file');
  const step = (by: number) => {
    const next = files[files.findIndex(({ id }) => id === entry?.id) + by];
    if (next === undefined || entry === undefined || !files.some(({ id }) => id === entry.id)) return;
    select({ active: next.id, anchor: next.id, chosen: new Set() });
    begin({ what: 'preview', entry: next });
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowRight' || key === 'ArrowDown') step(1);
    if (key === 'ArrowLeft' || key === 'ArrowUp') step(-1);
  };
  return (
    <Modal
      returnFocus={false}
      opened={entry !== undefined}
      onClose={() => begin(undefined)}
      onExitTransitionEnd={focusList}
      withCloseButton={false}
      size="min(64rem, 100%)"
      padding={0}
      centered
    >
      {shown?.kind === 'file' && (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys of the dialog
        <div className={classes.frame} onKeyDown={onKeyDown}>
          <div className={classes.head}>
            <Modal.Title className={classes.title}>{shown.name}</Modal.Title>
            <Button
              size="compact-md"
              variant="default"
              leftSection={<DownloadIcon size={18} />}
              onClick={() => fetchDocument(shown)}
            >
              {t('documents.action.download')}
            </Button>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('documents.action.details')}
              onClick={() => begin({ what: 'details', entry: shown, tab: 'facts' })}
            >
              <InfoIcon />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              data-autofocus
              aria-label={t('documents.close')}
              onClick={() => begin(undefined)}
            >
              <CloseIcon />
            </ActionIcon>
          </div>
          <Preview key={shown.id} file={shown} />
        </div>
      )}
    </Modal>
  );
}
