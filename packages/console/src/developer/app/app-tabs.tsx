import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from '../../page/page-tabs.module.css';
import { PageTabs } from '../../page/page-tabs.tsx';
import { tabs } from './tabs.ts';

/** The pages about one app. */
export function AppTabs({ appId }: { appId: number }) {
  const { t } = useTranslation();
  return (
    <PageTabs label={t('app.tabs')}>
      {tabs.map(({ name, to }) => (
        <li key={name}>
          <Link
            to={to}
            params={{ appId: String(appId) }}
            className={classes.tab}
            activeOptions={{ exact: true }}
          >
            {t(`app.tab.${name}`)}
          </Link>
        </li>
      ))}
    </PageTabs>
  );
}
