import type { ServiceAccount, ServiceAccountCredentials, ServiceAccounts } from '@gatehouse/wire';
import { Button, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import { CompanyPage } from '../company/company-page.tsx';
import { SecretOnce } from '../copy/secret-once.tsx';
import { Empty } from '../page/empty.tsx';
import { KeyIcon } from '../shell/icons.tsx';
import { AccountBadges, AccountFacts, AccountReason } from './account-facts.tsx';
import { AccountHints } from './account-hints.tsx';
import { CreateDialog } from './create-dialog.tsx';
import { accountsQuery } from './service-account-queries.ts';
import { TraditionalWarning } from './traditional-warning.tsx';

/** The machines that work in a company by themselves. */
export function ServiceAccountsPage() {
  const { t } = useTranslation();
  const query = useQuery(accountsQuery(useCompanyId()));
  return (
    <CompanyPage title={t('accounts.title')} lead={t('accounts.lead')} query={query}>
      {(accounts) => <Accounts accounts={accounts} />}
    </CompanyPage>
  );
}

function Accounts({ accounts }: { accounts: ServiceAccounts }) {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<ServiceAccountCredentials>();
  const { service_accounts: all, traditional } = accounts;
  const present = all.filter(({ state }) => state !== 'deleted');
  const gone = all.filter(({ state }) => state === 'deleted');
  return (
    <>
      <TraditionalWarning traditional={traditional} />
      {traditional.may_be_created && (
        <div className={cards.bar}>
          <Button onClick={() => setCreating(true)}>{t('accounts.create')}</Button>
        </div>
      )}
      {made !== undefined && (
        <section className={`${cards.card} ${cards.first}`} aria-label={made.service_account.name}>
          <Title order={2} size="h4" mb="sm">
            {t('accounts.created.title', { name: made.service_account.name })}
          </Title>
          <SecretOnce clientId={made.client_id} secret={made.client_secret} />
          <p className={cards.text}>{t('accounts.created.next')}</p>
        </section>
      )}
      {present.length === 0 ? (
        <Empty icon={KeyIcon} title={t('accounts.empty.title')}>
          {t('accounts.empty.body')}
        </Empty>
      ) : (
        <AccountList label={t('accounts.title')} accounts={present} />
      )}
      {gone.length > 0 && (
        <details className={cards.more}>
          <summary>{t('accounts.gone', { count: gone.length })}</summary>
          <AccountList label={t('accounts.state.deleted')} accounts={gone} />
        </details>
      )}
      <CreateDialog
        opened={creating}
        onCancel={() => setCreating(false)}
        onMade={(credentials) => {
          setCreating(false);
          setMade(credentials);
        }}
      />
    </>
  );
}

function AccountList({ label, accounts }: { label: string; accounts: readonly ServiceAccount[] }) {
  const companyId = String(useCompanyId());
  return (
    <ul className={cards.list} aria-label={label}>
      {accounts.map((account) => (
        <li key={account.id} className={cards.card}>
          <div className={cards.head}>
            <Title order={2} size="h4" className={cards.names}>
              <Link
                to="/companies/$companyId/service-accounts/$accountId"
                params={{ companyId, accountId: String(account.id) }}
                className={cards.link}
              >
                {account.name}
              </Link>
            </Title>
            <AccountBadges account={account} />
          </div>
          <AccountFacts account={account} />
          {account.state !== 'deleted' && <AccountReason account={account} />}
          <AccountHints account={account} />
        </li>
      ))}
    </ul>
  );
}
