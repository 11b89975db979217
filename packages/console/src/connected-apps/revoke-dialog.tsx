import type { ConnectedApp } from '@gatehouse/wire';
import { Alert, Button, Group, Modal } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureText } from '../page/load-failure.tsx';
import { WarningIcon } from '../shell/icons.tsx';
import classes from './connected-apps.module.css';
import { useRevoke } from './connected-apps-queries.ts';
import { useAppName } from './use-app-name.ts';

interface RevokeDialogProps {
  /** The app in question; none while the dialog is closed. */
  readonly app: ConnectedApp | undefined;
  readonly onCancel: () => void;
  readonly onRevoked: (app: ConnectedApp) => void;
  readonly onClosed: () => void;
}

/** Says what revoking does before it is done. */
export function RevokeDialog({ app, onCancel, onRevoked, onClosed }: RevokeDialogProps) {
  const { t } = useTranslation();
  const nameOf = useAppName();
  const revoke = useRevoke(onRevoked);
  // While the dialog fades out it still speaks of the app it was about.
  const last = useRef(app);
  if (app !== undefined) last.current = app;
  const close = () => {
    revoke.reset();
    onCancel();
  };
  return (
    <Modal
      opened={app !== undefined}
      onClose={close}
      onExitTransitionEnd={onClosed}
      withCloseButton={false}
      centered
      padding="lg"
    >
      {/* Not Modal's own header: its <header> would count as a second banner of the page. */}
      <Modal.Title className={classes.dialogTitle}>
        {t('revoke.title', { app: last.current === undefined ? '' : nameOf(last.current) })}
      </Modal.Title>
      <ul className={classes.effects}>
        <li>{t('revoke.at_once')}</li>
        <li>{t('revoke.only_you')}</li>
        <li>{t('revoke.kept')}</li>
        <li>{t('revoke.again')}</li>
      </ul>
      {revoke.error !== null && (
        <Alert color="red" mt="md" icon={<WarningIcon />} title={t('revoke.failed')} role="alert">
          <FailureText error={revoke.error} />
        </Alert>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          {t('revoke.cancel')}
        </Button>
        <Button color="red.8" loading={revoke.isPending} onClick={() => app && revoke.mutate(app)}>
          {t('revoke.confirm')}
        </Button>
      </Group>
    </Modal>
  );
}
