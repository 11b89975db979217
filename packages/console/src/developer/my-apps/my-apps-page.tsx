import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../page/button-link.tsx';
import { LoadFailure } from '../../page/load-failure.tsx';
import { Page } from '../../page/page.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { PlusIcon } from '../../shell/icons.tsx';
import { appsQuery } from '../app-queries.ts';
import { AppLine } from './app-line.tsx';
import { FirstApp } from './first-app.tsx';
import classes from './my-apps.module.css';

/** The apps that the person works on. */
export function MyAppsPage() {
  const { t } = useTranslation();
  const { data } = useQuery(appsQuery);
  const create = (
    <ButtonLink to="/developer/apps/new" leftSection={<PlusIcon size={18} />}>
      {t('my_apps.create')}
    </ButtonLink>
  );
  return (
    <Page title={t('my_apps.title')} lead={t('my_apps.lead')} action={data?.length ? create : undefined}>
      <Apps />
    </Page>
  );
}

function Apps() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(appsQuery);
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('my_apps.loading')} />;
  if (data.length === 0) return <FirstApp />;
  return (
    <ul className={classes.apps} aria-label={t('my_apps.title')}>
      {data.map((app) => (
        <li key={app.id}>
          <AppLine app={app} />
        </li>
      ))}
    </ul>
  );
}
