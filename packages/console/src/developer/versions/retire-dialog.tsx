import type { App, AppVersion } from '@gatehouse/wire';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useAppChange } from '../app-queries.ts';

interface RetireDialogProps {
  readonly app: App;
  /** The version in question; none while the dialog is closed. */
  readonly version: AppVersion | undefined;
  readonly onDone: () => void;
  readonly onClosed: () => void;
}

export function RetireDialog({ app, version, onDone, onClosed }: RetireDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  // While the dialog fades out it still speaks of the version it was about.
  const last = useRef(version);
  if (version !== undefined) last.current = version;
  const retire = useAppChange(
    ({ id }: AppVersion) => gatehouse.appVersions.retire(app.id, id),
    ({ semver }) => {
      onDone();
      notice('done', t('versions.retire.done', { semver }));
    },
  );
  return (
    <ConfirmDialog
      opened={version !== undefined}
      title={t('versions.retire.title', { semver: last.current?.semver ?? '' })}
      confirm={t('versions.retire')}
      failed={t('versions.retire.failed')}
      danger
      pending={retire.isPending}
      error={retire.error}
      onCancel={() => {
        retire.reset();
        onDone();
      }}
      onConfirm={() => version && retire.mutate(version)}
      onClosed={onClosed}
    >
      {t('versions.retire.effect')}
    </ConfirmDialog>
  );
}
