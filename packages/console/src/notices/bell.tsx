import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import header from '../shell/header.module.css';
import { BellIcon } from '../shell/icons.tsx';
import { unreadQuery } from './notice-queries.ts';
import classes from './notices.module.css';

/** Leads to what the person was told, and says how much of it is new. */
export function Bell() {
  const { t } = useTranslation();
  const { data: unread = 0 } = useQuery(unreadQuery);
  return (
    <Link
      to="/notices"
      className={`${header.button} ${classes.bell}`}
      aria-label={unread === 0 ? t('notices.title') : t('notices.bell', { count: unread })}
    >
      <BellIcon />
      {unread > 0 && (
        <span className={classes.count} aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  );
}
