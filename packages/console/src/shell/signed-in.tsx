import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../api/session.ts';
import { LoadFailure } from '../page/load-failure.tsx';
import { Mark } from './icons.tsx';
import { Shell } from './shell.tsx';
import classes from './signed-in.module.css';

/** Shows nothing of the console before it is known whose it is, and in which language. */
export function SignedIn() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(sessionQuery);
  if (data !== undefined) return <Shell />;
  return (
    <main className={classes.waiting}>
      <title>{t('product.name')}</title>
      {error === null ? (
        <Loader aria-label={t('console.loading')} role="status" className={classes.late} />
      ) : (
        <div className={classes.failed}>
          <h1>
            <Mark />
            {t('product.name')}
          </h1>
          <LoadFailure error={error} retry={refetch} />
        </div>
      )}
    </main>
  );
}
