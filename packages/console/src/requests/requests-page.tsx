import type { InstallationRequest } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { useCompanyId } from '../company/company.ts';
import { CompanyPage } from '../company/company-page.tsx';
import { useMayInstall } from '../installed-apps/use-may-install.ts';
import { Empty } from '../page/empty.tsx';
import { InboxIcon } from '../shell/icons.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { DenyDialog } from './deny-dialog.tsx';
import { RequestCard } from './request-card.tsx';
import { requestsQuery } from './request-queries.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

/** What members ask for: admins answer, members see what became of it. */
export function RequestsPage() {
  const { t } = useTranslation();
  const mayAnswer = useMayInstall();
  const query = useQuery(requestsQuery(useCompanyId()));
  return (
    <CompanyPage
      title={t(mayAnswer ? 'requests.title' : 'requests.mine.title')}
      lead={t(mayAnswer ? 'requests.lead' : 'requests.mine.lead')}
      query={query}
    >
      {(requests) => <Requests requests={requests} mayAnswer={mayAnswer} />}
    </CompanyPage>
  );
}

type Doing = { readonly what: 'approve' | 'deny' | 'withdraw'; readonly request: InstallationRequest };

function Requests({ requests, mayAnswer }: { requests: readonly InstallationRequest[]; mayAnswer: boolean }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<Doing>();
  const about = (what: Doing['what']) => (doing?.what === what ? doing.request : undefined);
  const close = () => setDoing(undefined);
  const pending = requests.filter(({ status }) => status === 'pending');
  const answered = requests.filter(({ status }) => status !== 'pending');
  const list = (label: string, shown: readonly InstallationRequest[]) => (
    <ul className={cards.list} aria-label={label}>
      {shown.map((request) => (
        <li key={request.id} className={cards.card}>
          <RequestCard
            request={request}
            mayAnswer={mayAnswer}
            onStep={(what) => setDoing({ what, request })}
          />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {pending.length > 0 ? (
        list(t('requests.pending'), pending)
      ) : (
        <Empty icon={InboxIcon} title={t('requests.empty.title')}>
          {t(mayAnswer ? 'requests.empty.body' : 'requests.mine.empty.body')}
        </Empty>
      )}
      {answered.length > 0 && (
        <details className={cards.more} open={!mayAnswer}>
          <summary>{t('requests.answered', { count: answered.length })}</summary>
          {list(t('requests.answered', { count: answered.length }), answered)}
        </details>
      )}
      <ApproveDialog request={about('approve')} onClose={close} />
      <DenyDialog request={about('deny')} onClose={close} />
      <WithdrawDialog request={about('withdraw')} onClose={close} />
    </>
  );
}
