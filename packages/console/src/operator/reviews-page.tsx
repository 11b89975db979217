import { useTranslation } from 'react-i18next';
import { usePerson } from '../api/session.ts';
import { Page } from '../page/page.tsx';
import { Listings } from './listings.tsx';
import { Verifications } from './verifications.tsx';

/** What developers have asked whoever runs the deployment to look at. */
export function ReviewsPage() {
  const { t } = useTranslation();
  const { roles } = usePerson();
  if (!roles.includes('operator')) {
    return (
      <Page title={t('reviews.title')} lead={t('reviews.operators_only')}>
        {null}
      </Page>
    );
  }
  return (
    <Page title={t('reviews.title')} lead={t('reviews.lead')}>
      <Verifications />
      <Listings />
    </Page>
  );
}
