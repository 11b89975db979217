import { ActionIcon, Button, Modal } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLast } from '../../company/use-last.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useDesk } from '../desk.tsx';
import { focusList } from '../dialogs/focus-list.ts';
import type { Entry, FileEntry } from '../entry.ts';
import { CloseIcon, DownloadIcon, InfoIcon, PageIcon } from '../icons.tsx';
import { sizeInWords } from '../size.ts';
import { inlineAddress } from './file-address.ts';
import classes from './preview-dialog.module.css';
import { previewOf } from './previewable.ts';
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

/** The bytes come with a policy of their own, which lets nothing in them run or load. */
function Preview({ file }: { file: FileEntry }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [broken, setBroken] = useState(false);
  const kind = broken ? undefined : previewOf(file.name);
  if (kind === 'image') {
    return (
      <img
        className={classes.image}
        src={inlineAddress(file.url)}
        alt={file.description ?? file.name}
        onError={() => setBroken(true)}
      />
    );
  }
  if (kind === 'pdf') {
    return <iframe className={classes.page} src={inlineAddress(file.url)} title={file.name} />;
  }
  return (
    <div className={classes.none}>
      <PageIcon size={48} />
      <p>{t('documents.preview.none')}</p>
      <p className={classes.size}>{sizeInWords(locale, file.size)}</p>
    </div>
  );
}
