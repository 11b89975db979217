import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from './page.tsx';

/** A page that broke, or whose code is gone because a newer console has been installed: reloading fetches it. */
export function BrokenPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('failure.title')} lead={t('failure.page')}>
      <Button onClick={() => location.reload()}>{t('failure.reload')}</Button>
    </Page>
  );
}
