import { ApiError } from '@gatehouse/client';
import { Alert } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { WarningIcon } from '../shell/icons.tsx';
import { focusRefusalIfLost } from './keyboard-lost.ts';
import { FailureText } from './load-failure.tsx';
import classes from './refusal.module.css';

/** Why something was not done. The server's own words name the field and the fix; they are English, but for the commonest. */
export function Refusal({ error, title }: { error: Error | null; title: string }) {
  useEffect(() => {
    if (error !== null) focusRefusalIfLost();
  }, [error]);
  if (error === null) return null;
  return (
    <Alert color="red" mt="md" icon={<WarningIcon />} title={title} role="alert" tabIndex={-1}>
      {error instanceof ApiError && tellsWhy(error) ? <Words error={error} /> : <FailureText error={error} />}
    </Alert>
  );
}

const nameTaken = /^(?:name|title) has already been taken$/;

function tellsWhy({ status, errors }: ApiError): boolean {
  return [400, 403, 409, 422].includes(status) && errors.length > 0;
}

function Words({ error }: { error: ApiError }) {
  const { t } = useTranslation();
  return (
    <>
      {error.status === 409 && <p className={classes.meanwhile}>{t('failure.meanwhile')}</p>}
      <ul className={classes.words}>
        {error.errors.map((text) =>
          nameTaken.test(text) ? (
            <li key={text}>{t('failure.name_taken')}</li>
          ) : (
            <li key={text} lang="en">
              {text}
            </li>
          ),
        )}
      </ul>
    </>
  );
}
