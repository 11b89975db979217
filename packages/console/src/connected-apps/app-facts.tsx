import type { ConnectedApp } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { Ago } from '../time/ago.tsx';
import { AppCompanies } from './app-companies.tsx';
import classes from './connected-apps.module.css';

/** Where an app may work, since when, and when it last did. */
export function AppFacts({ app }: { app: ConnectedApp }) {
  const { t } = useTranslation();
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t('connected_apps.companies')}</dt>
        <dd>
          <AppCompanies app={app} />
        </dd>
      </div>
      <div>
        <dt>{t('connected_apps.authorized')}</dt>
        <dd>
          <Ago timestamp={app.authorized_at} />
        </dd>
      </div>
      <div>
        <dt>{t('connected_apps.last_used')}</dt>
        <dd>
          {app.last_used_at === null ? (
            t('connected_apps.last_used.never')
          ) : (
            <Ago timestamp={app.last_used_at} />
          )}{' '}
          {app.last_used_from !== null && (
            <span className={classes.quiet}>
              {t('connected_apps.last_used.from', { address: app.last_used_from })}
            </span>
          )}
        </dd>
      </div>
    </dl>
  );
}
