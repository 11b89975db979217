import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../api/session.ts';
import { ButtonLink } from '../page/button-link.tsx';
import { Empty } from '../page/empty.tsx';
import { LoadFailure } from '../page/load-failure.tsx';
import { Page } from '../page/page.tsx';
import { BuildingIcon } from '../shell/icons.tsx';
import { CompanyCard } from './company-card.tsx';
import classes from './home.module.css';
import { companiesQuery } from './home-queries.ts';

/** Few enough companies to ask for the projects of each at once; members of many open those they want. */
const openAtOnce = 4;

export function HomePage() {
  const { t } = useTranslation();
  const { name } = usePerson();
  return (
    <Page title={t('home.title', { name })} lead={t('home.lead')}>
      <Companies />
    </Page>
  );
}

function Companies() {
  const { t } = useTranslation();
  const { email } = usePerson();
  const { data, error, refetch } = useQuery(companiesQuery);
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting />;
  if (data.length === 0) {
    return (
      <Empty icon={BuildingIcon} title={t('home.companies.empty.title')}>
        <p>{t('home.companies.empty.body', { email })}</p>
        <p>{t('home.companies.empty.build')}</p>
        <ButtonLink to="/developer/apps/new">{t('home.companies.empty.create')}</ButtonLink>
      </Empty>
    );
  }
  return (
    <section aria-label={t('home.companies')}>
      <ul className={classes.companies}>
        {data.map((company) => (
          <li key={company.id}>
            <CompanyCard company={company} foldable={data.length > openAtOnce} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <div role="status">
      <VisuallyHidden>{t('console.loading')}</VisuallyHidden>
      <div className={classes.company}>
        <div className={classes.companyHead}>
          <Skeleton height={22} width="40%" />
        </div>
        <div className={classes.waiting}>
          <Skeleton height={18} width="30%" />
          <Skeleton height={18} width="45%" />
        </div>
      </div>
    </div>
  );
}
