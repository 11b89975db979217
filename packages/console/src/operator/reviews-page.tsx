import { useTranslation } from 'react-i18next';
import { Page } from '../page/page.tsx';

export function ReviewsPage() {
  const { t } = useTranslation();
  return <Page title={t('navigation.reviews')}>{null}</Page>;
}
