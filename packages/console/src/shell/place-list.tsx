import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { places } from './navigation.ts';
import classes from './place-list.module.css';

/** The links of the main navigation; the router marks the current one with aria-current. */
export function PlaceList({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.list}>
      {places.map(({ to, label, icon: Icon }) => (
        <li key={to}>
          <Link
            to={to}
            className={classes.place}
            activeOptions={{ exact: to === '/' }}
            onClick={() => onGo?.()}
          >
            <Icon />
            {t(label)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
