import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../page/page.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('not_found.title')} lead={t('not_found.body')}>
      <Link to="/">{t('not_found.home')}</Link>
    </Page>
  );
}
