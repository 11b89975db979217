import type { ConnectedApp } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { Ago } from '../time/ago.tsx';
import classes from './connected-apps.module.css';

/** Where an app works, since when, and when it last did. */
export function AppFacts({ app }: { app: ConnectedApp }) {
  const { t } = useTranslation();
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t('connected_apps.companies')}</dt>
        <dd>
          <Companies companies={app.companies} />
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

function Companies({ companies }: { companies: ConnectedApp['companies'] }) {
  const { t } = useTranslation();
  if (companies.length === 0) return <>{t('connected_apps.companies.none')}</>;
  return (
    <ul className={classes.companies}>
      {companies.map(({ id, name, connected }) => (
        <li key={id}>
          {name}
          {!connected && <span className={classes.quiet}> ({t('connected_apps.company.disconnected')})</span>}
        </li>
      ))}
    </ul>
  );
}
