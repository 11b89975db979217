import type { App } from '@gatehouse/wire';
import { Badge, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Monogram } from '../../page/monogram.tsx';
import { ListingBadge } from '../app/listing-badge.tsx';
import { PublisherLine } from '../app/publisher-line.tsx';
import { VersionBadge } from '../app/version-badge.tsx';
import classes from './my-apps.module.css';

export function AppLine({ app }: { app: App }) {
  const { t } = useTranslation();
  return (
    <article className={classes.app}>
      <div className={classes.head}>
        <Monogram name={app.name} shape="app" />
        <div className={classes.names}>
          <Title order={2} size="h4">
            <Link to="/developer/apps/$appId" params={{ appId: String(app.id) }} className={classes.name}>
              {app.name}
            </Link>
          </Title>
          <PublisherLine app={app} />
        </div>
        {app.suspended_at !== null && (
          <Badge color="red" variant="light" tt="none">
            {t('my_apps.suspended')}
          </Badge>
        )}
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{t('my_apps.latest')}</dt>
          <dd>
            {app.latest_version === null ? (
              t('my_apps.latest.none')
            ) : (
              <>
                {app.latest_version.semver} <VersionBadge status={app.latest_version.status} />
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('my_apps.listing')}</dt>
          <dd>
            <ListingBadge status={app.listing_status} />
          </dd>
        </div>
        <div>
          <dt>{t('my_apps.role')}</dt>
          <dd>{t(`role.${app.role}`)}</dd>
        </div>
      </dl>
    </article>
  );
}
