import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import directory from '../directory/directory.module.css';
import { companiesQuery } from '../home/home-queries.ts';
import { Page } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useNotice } from '../shell/notices.tsx';

const empty = { name: '', environment: 'production', first: '', last: '', email: '' };

/** A company of its own, and the invitation of whoever will administer it. */
export function NewCompanyPage() {
  const { t } = useTranslation();
  const notice = useNotice();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(empty);
  const { name, environment, first, last, email } = draft;
  const write = (part: Partial<typeof empty>) => setDraft({ ...draft, ...part });
  const create = useMutation({
    mutationFn: () =>
      gatehouse.companies.create({
        name: name.trim(),
        environment: environment === 'sandbox' ? 'sandbox' : 'production',
        admin: { first_name: first.trim(), last_name: last.trim(), email_address: email.trim() },
      }),
    onSuccess: async () => {
      notice('done', t('new_company.created', { name: name.trim(), email: email.trim() }));
      setDraft(empty);
      await queries.invalidateQueries(companiesQuery);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  const field = (part: 'name' | 'first' | 'last' | 'email', required: boolean) => (
    <TextInput
      label={t(`new_company.${part}`)}
      value={draft[part]}
      required={required}
      maxLength={255}
      autoComplete="off"
      {...(part === 'email' && { type: 'email' })}
      onChange={({ currentTarget }) => write({ [part]: currentTarget.value })}
    />
  );
  return (
    <Page title={t('new_company.title')} lead={t('new_company.lead')}>
      <form onSubmit={submit} className={cards.form}>
        <Panel title={t('new_company.company')}>
          <div className={directory.fields}>
            {field('name', true)}
            <NativeSelect
              label={t('new_company.environment')}
              description={t('new_company.environment.words')}
              value={environment}
              onChange={({ currentTarget }) => write({ environment: currentTarget.value })}
              data={(['production', 'sandbox'] as const).map((value) => ({
                value,
                label: t(`new_company.environment.${value}`),
              }))}
            />
          </div>
        </Panel>
        <Panel title={t('new_company.admin')} lead={t('new_company.admin.lead')}>
          <div className={directory.fields}>
            {field('first', false)}
            {field('last', true)}
            {field('email', true)}
          </div>
          <Refusal error={create.error} title={t('new_company.failed')} />
          <Button
            type="submit"
            mt="lg"
            loading={create.isPending}
            disabled={[name, last, email].some((text) => text.trim() === '')}
          >
            {t('new_company.create')}
          </Button>
        </Panel>
      </form>
    </Page>
  );
}
