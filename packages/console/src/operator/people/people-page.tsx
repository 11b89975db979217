import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../../api/session.ts';
import cards from '../../company/cards.module.css';
import { Page } from '../../page/page.tsx';
import { Panel } from '../../page/panel.tsx';
import { Refusal } from '../../page/refusal.tsx';
import classes from '../operator.module.css';
import { personUnderQuery } from '../operator-queries.ts';
import { FoundPerson } from './found-person.tsx';

/** Where whoever runs the deployment cuts somebody off. */
export function OperatorPeoplePage() {
  const { t } = useTranslation();
  const { roles } = usePerson();
  const [typed, setTyped] = useState('');
  const [email, setEmail] = useState('');
  const isOperator = roles.includes('operator');
  const { data, error, isFetching, refetch } = useQuery({
    ...personUnderQuery(email),
    enabled: isOperator && email !== '',
  });
  if (!isOperator) {
    return (
      <Page title={t('operator_people.title')} lead={t('operator_people.operators_only')}>
        {null}
      </Page>
    );
  }
  const find = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === email) void refetch();
    else setEmail(typed.trim());
  };
  return (
    <Page title={t('operator_people.title')} lead={t('operator_people.lead')}>
      <form onSubmit={find} className={cards.form}>
        <Panel title={t('operator_people.find')} lead={t('operator_people.find.lead')}>
          <TextInput
            label={t('operator_people.email')}
            type="email"
            autoComplete="off"
            maxLength={255}
            required
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Refusal error={error} title={t('operator_people.find.failed')} />
          <Button type="submit" mt="md" loading={isFetching} disabled={typed.trim() === ''}>
            {t('operator_people.search')}
          </Button>
        </Panel>
      </form>
      <div aria-live="polite">
        {data === null && <p className={classes.none}>{t('operator_people.nobody', { email })}</p>}
      </div>
      {data && <FoundPerson person={data} />}
    </Page>
  );
}
