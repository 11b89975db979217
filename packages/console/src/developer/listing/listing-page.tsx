import type { App } from '@gatehouse/wire';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { LoadFailure } from '../../page/load-failure.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { AppPage } from '../app/app-page.tsx';
import { appQuery } from '../app-queries.ts';
import { ListingForm } from './listing-form.tsx';

export function ListingPage() {
  return <AppPage tab="listing">{(app) => <Listing app={app} />}</AppPage>;
}

function listingQuery(appId: number) {
  return queryOptions({
    queryKey: [...appQuery(appId).queryKey, 'listing'],
    queryFn: () => gatehouse.appListings.show(appId),
  });
}

function Listing({ app }: { app: App }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(listingQuery(app.id));
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('listing.loading')} parts={1} />;
  return <ListingForm key={data.status} app={app} listing={data} />;
}
