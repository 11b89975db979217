import type { App } from '@gatehouse/wire';
import { NativeSelect } from '@mantine/core';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { LoadFailure } from '../../page/load-failure.tsx';
import { Panel } from '../../page/panel.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { AppPage } from '../app/app-page.tsx';
import { appQuery } from '../app-queries.ts';
import { CallsChart } from './calls-chart.tsx';
import classes from './metrics.module.css';
import { Numbers } from './numbers.tsx';

const periods = [7, 30, 90] as const;
const environments = ['all', 'sandbox', 'production'] as const;
type Environment = (typeof environments)[number];

export function MetricsPage() {
  return <AppPage tab="metrics">{(app) => <Metrics app={app} />}</AppPage>;
}

function metricsQuery(appId: number, days: number, environment: Environment) {
  return queryOptions({
    queryKey: [...appQuery(appId).queryKey, 'metrics', days, environment],
    queryFn: () => gatehouse.apps.metrics(appId, { days, ...(environment !== 'all' && { environment }) }),
    placeholderData: keepPreviousData,
  });
}

/** How the app does, over all companies together. */
function Metrics({ app }: { app: App }) {
  const { t } = useTranslation();
  const [days, setDays] = useState<number>(30);
  const [environment, setEnvironment] = useState<Environment>('all');
  const { data, error, refetch } = useQuery(metricsQuery(app.id, days, environment));
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('metrics.loading')} />;
  return (
    <>
      <div className={classes.choices}>
        <NativeSelect
          label={t('metrics.period')}
          value={String(days)}
          data={periods.map((value) => ({
            value: String(value),
            label: t('metrics.days', { days: value }),
          }))}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
        />
        <NativeSelect
          label={t('metrics.environment')}
          value={environment}
          data={environments.map((value) => ({ value, label: t(`metrics.environment.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            setEnvironment(environments.find((one) => one === value) ?? 'all')
          }
        />
      </div>
      <Panel title={t('metrics.numbers')} lead={t('metrics.lead')}>
        <Numbers metrics={data} />
      </Panel>
      <Panel
        title={t('metrics.calls')}
        action={
          <Link to="/developer/apps/$appId/request-log" params={{ appId: String(app.id) }}>
            {t('metrics.why')}
          </Link>
        }
      >
        <CallsChart days={data.by_day} />
      </Panel>
    </>
  );
}
