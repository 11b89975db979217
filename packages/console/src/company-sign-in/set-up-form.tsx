import { Button, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { focusHeading } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useNotice } from '../shell/notices.tsx';

const nothing = { issuer: '', client_id: '', client_secret: '', domains: '' };

/** The first step: which provider, and the client that it knows this deployment by. */
export function SetUpForm() {
  const { t } = useTranslation();
  const notice = useNotice();
  const [typed, setTyped] = useState(nothing);
  const create = useCompanyChange(
    (companyId, { domains, ...provider }: typeof nothing) =>
      gatehouse.identityProviders.create(companyId, { ...provider, domains: linesOf(domains) }),
    () => {
      notice('done', t('company_sign_in.created'));
      focusHeading();
    },
  );
  const field = (name: keyof typeof nothing) => ({
    value: typed[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setTyped((before) => ({ ...before, [name]: value })),
    autoComplete: 'off',
    spellCheck: false,
    required: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(typed);
  };
  return (
    <Panel title={t('company_sign_in.set_up')} lead={t('company_sign_in.set_up.lead')}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            type="url"
            label={t('company_sign_in.issuer')}
            description={t('company_sign_in.issuer.words')}
            {...field('issuer')}
          />
          <TextInput label={t('company_sign_in.client_id')} {...field('client_id')} />
          <TextInput
            type="password"
            label={t('company_sign_in.client_secret')}
            description={t('company_sign_in.client_secret.words')}
            {...field('client_secret')}
          />
          <Textarea
            rows={3}
            label={t('company_sign_in.domains.typed')}
            description={t('company_sign_in.domains.typed.words')}
            {...field('domains')}
          />
        </Stack>
        <Refusal error={create.error} title={t('company_sign_in.failed')} />
        <Button type="submit" mt="lg" loading={create.isPending}>
          {t('company_sign_in.create')}
        </Button>
      </form>
    </Panel>
  );
}

function linesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((line) => line !== '');
}
