import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KeyIcon } from '../shell/icons.tsx';
import classes from './copy.module.css';
import { CopyField } from './copy-field.tsx';

/** Credentials at the moment they are made. They are in this page's memory only, and gone when it is left. */
export function SecretOnce({ clientId, secret }: { clientId?: string; secret: string }) {
  const { t } = useTranslation();
  return (
    <Alert icon={<KeyIcon />} title={t('secret.once.title')} variant="light">
      <p className={classes.once}>{t('secret.once')}</p>
      {clientId !== undefined && <CopyField label={t('secret.client_id')} text={clientId} />}
      <CopyField label={t('secret.client_secret')} text={secret} />
    </Alert>
  );
}
