import type { CompulsoryProvider } from '@gatehouse/wire';
import { Button, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { LoadFailure } from '../../page/load-failure.tsx';
import { focusHeadingIfLost } from '../../page/page.tsx';
import { Panel } from '../../page/panel.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { Ago } from '../../time/ago.tsx';
import classes from '../operator.module.css';
import { compulsoryProvidersQuery, useDecision } from '../operator-queries.ts';

/** Companies whose people have one way in, and the way out of that. */
export function CompulsoryProviders() {
  const { t } = useTranslation();
  const notice = useNotice();
  const [asking, setAsking] = useState<CompulsoryProvider>();
  const last = useRef(asking);
  if (asking !== undefined) last.current = asking;
  const { data, error, refetch } = useQuery(compulsoryProvidersQuery);
  const release = useDecision(
    ({ id }: CompulsoryProvider) => gatehouse.operator.releaseProvider(id),
    ({ company }) => {
      setAsking(undefined);
      notice('done', t('operator_sign_in.released', { company: company.name }));
    },
  );
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('reviews.loading')} parts={1} />;
  return (
    <Panel title={t('operator_sign_in.compulsory')} lead={t('operator_sign_in.compulsory.lead')}>
      {data.length === 0 && <p className={classes.none}>{t('operator_sign_in.compulsory.none')}</p>}
      <ul className={classes.list}>
        {data.map((provider) => (
          <li key={provider.id}>
            <div className={classes.words}>
              <Title order={3} size="h5">
                {provider.company.name}
              </Title>
              <p className={classes.quiet}>
                {t('operator_sign_in.domain.words', { issuer: provider.issuer })} ·{' '}
                <Ago timestamp={provider.since} />
              </p>
            </div>
            <Button
              size="sm"
              variant="default"
              aria-label={t('operator_sign_in.release.named', { company: provider.company.name })}
              onClick={() => setAsking(provider)}
            >
              {t('operator_sign_in.release')}
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        opened={asking !== undefined}
        title={t('operator_sign_in.release.title', { company: last.current?.company.name ?? '' })}
        confirm={t('operator_sign_in.release')}
        failed={t('operator_sign_in.failed')}
        danger
        pending={release.isPending}
        error={release.error}
        onCancel={() => {
          release.reset();
          setAsking(undefined);
        }}
        onConfirm={() => asking && release.mutate(asking)}
        onClosed={focusHeadingIfLost}
      >
        {t('operator_sign_in.release.words')}
      </ConfirmDialog>
    </Panel>
  );
}
