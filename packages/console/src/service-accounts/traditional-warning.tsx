import type { TraditionalAccounts } from '@gatehouse/wire';
import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/use-locale.ts';
import { WarningIcon } from '../shell/icons.tsx';
import { moment } from '../time/when.ts';

/** The end of traditional accounts, where the deployment has set one. */
export function TraditionalWarning({ traditional }: { traditional: TraditionalAccounts }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { warning, created_until: created, work_until: work } = traditional;
  if (warning === null) return null;
  const date = (timestamp: string) => moment(locale, Date.parse(timestamp));
  return (
    <Alert
      mb="lg"
      icon={<WarningIcon />}
      variant="light"
      color="red"
      title={t(`accounts.traditional.${warning}`)}
    >
      {created !== null && <p>{t('accounts.traditional.created_until', { date: date(created) })}</p>}
      {work !== null && <p>{t('accounts.traditional.work_until', { date: date(work) })}</p>}
      <p>{t('accounts.traditional.move')}</p>
    </Alert>
  );
}
