import { ApiError } from '@gatehouse/client';
import type { App } from '@gatehouse/wire';
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFoundPage } from '../../not-found/not-found-page.tsx';
import { LoadFailure } from '../../page/load-failure.tsx';
import { Page } from '../../page/page.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { WarningIcon } from '../../shell/icons.tsx';
import { appQuery } from '../app-queries.ts';
import classes from './app.module.css';
import { AppTabs } from './app-tabs.tsx';
import { PublisherLine } from './publisher-line.tsx';
import type { Tab } from './tabs.ts';

/** A page about one app: its name, the way to the other pages about it, and what this one has to say. */
export function AppPage({ tab, children }: { tab: Tab; children: (app: App) => ReactNode }) {
  const { t } = useTranslation();
  const appId = Number(useParams({ strict: false }).appId);
  const { data: app, error, refetch } = useQuery(appQuery(appId));
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />;
  return (
    <Page
      title={app?.name ?? t('app.loading')}
      part={t(`app.tab.${tab}`)}
      above={<Link to="/developer/apps">{t('app.back')}</Link>}
    >
      {app !== undefined && (
        <div className={classes.under}>
          <PublisherLine app={app} />
        </div>
      )}
      <AppTabs appId={appId} />
      {error !== null && app === undefined && <LoadFailure error={error} retry={refetch} />}
      {error === null && app === undefined && <Waiting label={t('app.loading')} />}
      {app !== undefined && app.suspended_at !== null && (
        <Alert color="red" mb="md" icon={<WarningIcon />} title={t('my_apps.suspended')}>
          {t('app.suspended')}
        </Alert>
      )}
      {app !== undefined && children(app)}
    </Page>
  );
}

/** Whether the person may hold credentials, promote and invite. The server decides; this keeps buttons honest. */
export function manages({ role }: App): boolean {
  return role !== 'developer';
}
