import type { ServiceAccount, ServiceAccountCredentials } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { CopyField } from '../copy/copy-field.tsx';
import { SecretOnce } from '../copy/secret-once.tsx';
import { Page } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { PermissionWords } from '../permissions/permission-words.tsx';
import { AccountBadges, AccountFacts, AccountReason } from './account-facts.tsx';
import { AccountHints } from './account-hints.tsx';
import { AccountSteps } from './account-steps.tsx';
import { PermissionsEditor } from './permissions-editor.tsx';
import { accountQuery } from './service-account-queries.ts';

/** One service account: what it may do, whether it works, and its end. */
export function ServiceAccountPage() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { accountId } = useParams({ strict: false });
  const query = useQuery(accountQuery(companyId, Number(accountId)));
  return (
    <Page
      title={query.data?.name ?? t('accounts.account')}
      above={
        <Link to="/companies/$companyId/service-accounts" params={{ companyId: String(companyId) }}>
          {t('accounts.title')}
        </Link>
      }
    >
      <Answered query={query}>{(account) => <Account account={account} />}</Answered>
    </Page>
  );
}

function Account({ account }: { account: ServiceAccount }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<ServiceAccountCredentials>();
  const alive = account.kind === 'traditional' && account.state !== 'deleted';
  return (
    <>
      <section className={`${cards.card} ${cards.first}`} aria-label={account.name}>
        <div className={cards.line}>
          <AccountBadges account={account} />
        </div>
        <AccountReason account={account} />
        <AccountFacts account={account} />
        <AccountHints account={account} />
        <div className={cards.part}>
          <CopyField label={t('secret.client_id')} text={account.client_id} />
        </div>
        {alive && <AccountSteps account={account} onMade={setMade} />}
      </section>
      {made !== undefined && (
        <section className={`${cards.card} ${cards.first}`} aria-label={t('secret.once.title')}>
          <SecretOnce secret={made.client_secret} />
        </section>
      )}
      {alive ? (
        // After regenerating, the editor begins anew with what is true then: None everywhere.
        <PermissionsEditor key={made?.client_secret} account={account} />
      ) : (
        <Permissions account={account} />
      )}
    </>
  );
}

function Permissions({ account }: { account: ServiceAccount }) {
  const { t } = useTranslation();
  const { company, projects } = account.permissions;
  return (
    <Panel
      title={t('accounts.permissions')}
      {...(account.app !== null && { lead: t('accounts.permissions.of_app', { app: account.app.name }) })}
    >
      <PermissionWords caption={t('offer.company')} value={company} />
      {projects.map(({ id, name, tools }) => (
        <PermissionWords key={id} caption={name} value={tools} />
      ))}
    </Panel>
  );
}
