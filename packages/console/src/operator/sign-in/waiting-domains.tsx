import type { WaitingDomain } from '@gatehouse/wire';
import { Button, Group, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { LoadFailure } from '../../page/load-failure.tsx';
import { focusHeading } from '../../page/page.tsx';
import { Panel } from '../../page/panel.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { Ago } from '../../time/ago.tsx';
import classes from '../operator.module.css';
import { useDecision, waitingDomainsQuery } from '../operator-queries.ts';
import { RejectDomainDialog } from './reject-domain-dialog.tsx';

/** Mail domains that companies say are their own. */
export function WaitingDomains() {
  const { t } = useTranslation();
  const notice = useNotice();
  const [rejecting, setRejecting] = useState<WaitingDomain>();
  const { data, error, refetch } = useQuery(waitingDomainsQuery);
  const approve = useDecision(
    ({ id }: WaitingDomain) => gatehouse.operator.approveDomain(id),
    (waiting) => {
      notice('done', t('operator_sign_in.approved', namesOf(waiting)));
      // The buttons that were pressed go with the line.
      focusHeading();
    },
  );
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('reviews.loading')} parts={1} />;
  return (
    <Panel title={t('operator_sign_in.domains')} lead={t('operator_sign_in.domains.lead')}>
      {data.length === 0 && <p className={classes.none}>{t('operator_sign_in.domains.none')}</p>}
      <Refusal error={approve.error} title={t('operator_sign_in.failed')} />
      <ul className={classes.list}>
        {data.map((waiting) => (
          <li key={waiting.id}>
            <div className={classes.words}>
              <Title order={3} size="h5">
                {waiting.domain} · {waiting.company.name}
              </Title>
              <p className={classes.quiet}>
                {t('operator_sign_in.domain.words', { issuer: waiting.issuer })} ·{' '}
                <Ago timestamp={waiting.created_at} />
              </p>
            </div>
            <Group gap="xs">
              <Button
                size="sm"
                aria-label={t('operator_sign_in.approve.named', namesOf(waiting))}
                onClick={() => approve.mutate(waiting)}
              >
                {t('operator_sign_in.approve')}
              </Button>
              <Button
                size="sm"
                variant="default"
                aria-label={t('operator_sign_in.reject.named', namesOf(waiting))}
                onClick={() => setRejecting(waiting)}
              >
                {t('operator_sign_in.reject')}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      <RejectDomainDialog waiting={rejecting} onDone={() => setRejecting(undefined)} />
    </Panel>
  );
}

function namesOf({ domain, company }: WaitingDomain) {
  return { domain, company: company.name };
}
