import type { ClientSecret } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Ago } from '../../time/ago.tsx';
import { Moment } from '../../time/moment.tsx';
import classes from './credentials.module.css';

/** One secret that works; `onDelete` where it can be done without. */
export function SecretLine({ secret, onDelete }: { secret: ClientSecret; onDelete?: () => void }) {
  const { t } = useTranslation();
  const { hint, created_at, expires_at } = secret;
  return (
    <li>
      <span className={classes.hint}>{t('secrets.ends_with', { hint })}</span>
      <span>
        <span className={classes.quiet}>{t('secrets.created')}</span> <Ago timestamp={created_at} />
      </span>
      <span>
        <span className={classes.quiet}>{t('secrets.expires')}</span>{' '}
        {expires_at === null ? t('secrets.expires.never') : <Moment timestamp={expires_at} />}
      </span>
      {onDelete !== undefined && (
        <Button
          variant="default"
          size="xs"
          aria-label={t('secrets.delete.named', { hint })}
          onClick={onDelete}
        >
          {t('secrets.delete')}
        </Button>
      )}
    </li>
  );
}
