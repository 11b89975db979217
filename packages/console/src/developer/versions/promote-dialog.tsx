import type { App, AppVersion, NewCredentials } from '@gatehouse/wire';
import { Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useAppChange } from '../app-queries.ts';
import classes from './versions.module.css';

interface PromoteDialogProps {
  readonly app: App;
  /** The version in question; none while the dialog is closed. */
  readonly version: AppVersion | undefined;
  /** No version of the app has been promoted yet. */
  readonly first: boolean;
  readonly onCancel: () => void;
  readonly onPromoted: (credentials: NewCredentials | null) => void;
  readonly onClosed: () => void;
}

const nothing = { notes: '', tried: false };

/** Says what promoting does, and asks what is new: companies read that before they approve it. */
export function PromoteDialog({ app, version, first, onCancel, onPromoted, onClosed }: PromoteDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [written, setWritten] = useState<{ for?: number; notes: string; tried: boolean }>(nothing);
  // While the dialog fades out it still speaks of the version it was about.
  const last = useRef(version);
  const wasFirst = useRef(first);
  if (version !== undefined) {
    last.current = version;
    wasFirst.current = first;
  }
  const shown = last.current;
  // What was written about another version says nothing about this one.
  const { notes, tried } = written.for === shown?.id ? written : nothing;
  const write = (part: { notes?: string; tried?: boolean }) =>
    setWritten({ notes, tried, ...part, ...(shown && { for: shown.id }) });
  const missing = notes.trim() === '';
  const promote = useAppChange(
    ({ id }: AppVersion) => gatehouse.appVersions.promote(app.id, id, notes.trim()),
    ({ version: { semver }, credentials }) => {
      notice('done', t('versions.promote.done', { semver }));
      onPromoted(credentials);
    },
  );
  const confirm = () => {
    write({ tried: true });
    if (version !== undefined && !missing) promote.mutate(version);
  };
  return (
    <ConfirmDialog
      opened={version !== undefined}
      title={t('versions.promote.title', { semver: shown?.semver ?? '' })}
      confirm={t('versions.promote')}
      failed={t('versions.promote.failed')}
      pending={promote.isPending}
      error={promote.error}
      onCancel={() => {
        promote.reset();
        onCancel();
      }}
      onConfirm={confirm}
      onClosed={onClosed}
    >
      <ul className={classes.effects}>
        <li>{t('versions.promote.effect.key')}</li>
        <li>{t('versions.promote.effect.update')}</li>
        {wasFirst.current && <li>{t('versions.promote.effect.credentials')}</li>}
      </ul>
      <Textarea
        label={t('versions.promote.notes')}
        description={t('versions.promote.notes.about')}
        rows={4}
        required
        data-autofocus
        value={notes}
        error={tried && missing && t('versions.promote.notes.missing')}
        onChange={(event) => write({ notes: event.currentTarget.value })}
      />
    </ConfirmDialog>
  );
}
