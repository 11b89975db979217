import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './app.module.css';
import { tabs } from './tabs.ts';

/** The pages about one app. Links, because each has an address of its own. */
export function AppTabs({ appId }: { appId: number }) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // On a narrow screen the row scrolls, and the current page may be far along it.
    const current = list.current?.querySelector('[aria-current]');
    current?.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'instant' });
  });
  return (
    <nav className={classes.tabs} aria-label={t('app.tabs')}>
      <ul ref={list}>
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
      </ul>
    </nav>
  );
}
