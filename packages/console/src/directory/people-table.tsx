import { Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import tables from '../page/table.module.css';
import classes from './directory.module.css';
import type { ListedPerson } from './directory-queries.ts';

export function PeopleTable({ people }: { people: readonly ListedPerson[] }) {
  const { t } = useTranslation();
  return (
    <div className={classes.paper}>
      <table className={`${tables.table} ${classes.stacked}`}>
        <caption className={classes.caption}>{t('people.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('people.name')}</th>
            <th scope="col">{t('people.email')}</th>
            <th scope="col">{t('people.job_title')}</th>
            <th scope="col">{t('people.state')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonLine key={person.id} person={person} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PersonLine({ person }: { person: ListedPerson }) {
  const companyId = String(useCompanyId());
  const { id, name, kind, email, jobTitle } = person;
  return (
    <tr>
      <th scope="row">
        <Link
          to="/companies/$companyId/people/$personId"
          params={{ companyId, personId: String(id) }}
          className={cards.link}
        >
          {name}
        </Link>
      </th>
      {/* The address of a service account is made up, and reaches nobody. */}
      <td>{kind !== 'service_account' && email}</td>
      <td>{jobTitle}</td>
      <td>
        <PersonBadge person={person} />
      </td>
    </tr>
  );
}

/** Active people are the rule and need no word; everybody else does. */
export function PersonBadge({ person }: { person: Pick<ListedPerson, 'kind' | 'state'> }) {
  const { t } = useTranslation();
  const { kind, state } = person;
  if (state === 'inactive') {
    return (
      <Badge color="red" variant="light" tt="none">
        {t('person.state.inactive')}
      </Badge>
    );
  }
  if (kind !== 'user') {
    return (
      <Badge variant="default" tt="none">
        {t(`person.kind.${kind}`)}
      </Badge>
    );
  }
  return (
    <Badge color="gate" variant={state === 'invited' ? 'outline' : 'light'} tt="none">
      {t(`person.state.${state}`)}
    </Badge>
  );
}
