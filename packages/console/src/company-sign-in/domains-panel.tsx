import type { IdentityDomain, IdentityProvider } from '@gatehouse/wire';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange } from '../company/company.ts';
import lists from '../operator/operator.module.css';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { useNotice } from '../shell/notices.tsx';
import { DomainLine } from './domain-line.tsx';

/** The mail domains that a provider speaks for, each with its proof, or the way to it. */
export function DomainsPanel({ provider }: { provider: IdentityProvider }) {
  const { t } = useTranslation();
  const byDns = provider.domains.some(({ dns_record }) => dns_record !== null);
  return (
    <Panel
      title={t('company_sign_in.domains')}
      lead={byDns ? t('company_sign_in.domains.lead') : t('company_sign_in.domains.lead.operator')}
    >
      <DomainList provider={provider} />
      <AddDomain provider={provider} />
    </Panel>
  );
}

function DomainList({ provider }: { provider: IdentityProvider }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [removing, setRemoving] = useState<IdentityDomain>();
  const last = useRef(removing);
  if (removing !== undefined) last.current = removing;
  const prove = useCompanyChange(
    (companyId, { id }: IdentityDomain) =>
      gatehouse.identityProviders.proveDomain(companyId, provider.id, id),
    (_, { domain }) => notice('done', t('company_sign_in.domain.proven', { domain })),
  );
  const remove = useCompanyChange(
    (companyId, { id }: IdentityDomain) =>
      gatehouse.identityProviders.removeDomain(companyId, provider.id, id),
    (_, { domain }) => {
      setRemoving(undefined);
      notice('done', t('company_sign_in.domain.removed', { domain }));
    },
  );
  return (
    <>
      <Refusal error={prove.error} title={t('company_sign_in.domain.not_proven')} />
      <ul className={lists.list}>
        {provider.domains.map((domain) => (
          <DomainLine
            key={domain.id}
            domain={domain}
            proving={prove.isPending && prove.variables.id === domain.id}
            onProve={() => prove.mutate(domain)}
            onRemove={() => setRemoving(domain)}
          />
        ))}
      </ul>
      <ConfirmDialog
        opened={removing !== undefined}
        title={t('company_sign_in.domain.remove.named', { domain: last.current?.domain ?? '' })}
        confirm={t('company_sign_in.domain.remove')}
        failed={t('company_sign_in.failed')}
        danger
        pending={remove.isPending}
        error={remove.error}
        onCancel={() => {
          remove.reset();
          setRemoving(undefined);
        }}
        onConfirm={() => removing && remove.mutate(removing)}
        onClosed={focusHeadingIfLost}
      >
        {t('company_sign_in.domain.remove.words')}
      </ConfirmDialog>
    </>
  );
}

function AddDomain({ provider }: { provider: IdentityProvider }) {
  const { t } = useTranslation();
  const [domain, setDomain] = useState('');
  const add = useCompanyChange(
    (companyId, name: string) => gatehouse.identityProviders.addDomain(companyId, provider.id, name),
    () => setDomain(''),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (domain.trim() !== '') add.mutate(domain.trim());
  };
  return (
    <form onSubmit={submit}>
      <div className={cards.add}>
        <TextInput
          label={t('company_sign_in.domain.add')}
          value={domain}
          autoComplete="off"
          spellCheck={false}
          onChange={({ currentTarget }) => setDomain(currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={add.isPending}>
          {t('company_sign_in.domain.add.confirm')}
        </Button>
      </div>
      <Refusal error={add.error} title={t('company_sign_in.failed')} />
    </form>
  );
}
