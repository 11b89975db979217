import { Link } from '@tanstack/react-router';
import { Fragment, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../api/session.ts';
import { CompanySection } from '../company/company-section.tsx';
import { type Section, sections } from './navigation.ts';
import classes from './place-list.module.css';

/** The links of the main navigation; the router marks the current one with aria-current. */
export function PlaceList({ onGo }: { onGo?: () => void }) {
  const { roles } = usePerson();
  const shown = sections.filter(({ role }) => role === undefined || roles.includes(role));
  return (
    <div className={classes.sections}>
      {shown.map((section, index) => (
        <Fragment key={section.places[0]?.to}>
          <Places section={section} onGo={onGo} />
          {index === 0 && <CompanySection onGo={onGo} />}
        </Fragment>
      ))}
    </div>
  );
}

function Places({ section, onGo }: { section: Section; onGo: (() => void) | undefined }) {
  const { t } = useTranslation();
  const heading = useId();
  return (
    <div>
      {section.label !== undefined && (
        <p id={heading} className={classes.heading}>
          {t(section.label)}
        </p>
      )}
      <ul className={classes.list} aria-labelledby={section.label && heading}>
        {section.places.map(({ to, label, icon: Icon }) => (
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
    </div>
  );
}
