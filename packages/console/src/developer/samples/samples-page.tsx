import type { App, AppClient } from '@gatehouse/wire';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadFailure } from '../../page/load-failure.tsx';
import { Panel } from '../../page/panel.tsx';
import { Waiting } from '../../page/waiting.tsx';
import appClasses from '../app/app.module.css';
import { AppPage } from '../app/app-page.tsx';
import { clientsQuery } from '../credentials/credentials-queries.ts';
import { asAccount } from './account-samples.ts';
import { SamplePanel } from './sample-panel.tsx';
import { asPerson } from './samples.ts';

export function SamplesPage() {
  return <AppPage tab="samples">{(app) => <Clients app={app} />}</AppPage>;
}

function Clients({ app }: { app: App }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(clientsQuery(app.id));
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('samples.loading')} />;
  return <CodeSamples clients={data} />;
}

/** Code that runs as it stands, with the app's own ids in it. */
function CodeSamples({ clients }: { clients: AppClient[] }) {
  const { t } = useTranslation();
  const [environment, setEnvironment] = useState('sandbox');
  const client = clients.find((one) => one.environment === environment) ?? clients[0];
  if (client === undefined) return null;
  const facts = { origin: location.origin, clientId: client.client_id };
  const redirectUri = client.redirect_uris[0];
  return (
    <>
      <Panel title={t('samples.title')} lead={t('samples.secret')}>
        <div className={appClasses.form}>
          <NativeSelect
            label={t('samples.environment')}
            value={client.environment}
            data={clients.map((one) => ({
              value: one.environment,
              label: t(`credentials.environment.${one.environment}`),
            }))}
            onChange={(event) => setEnvironment(event.currentTarget.value)}
          />
        </div>
      </Panel>
      {redirectUri === undefined ? (
        <Panel title={t('samples.person')} lead={t('samples.no_redirect')} />
      ) : (
        <SamplePanel
          title={t('samples.person')}
          lead={t('samples.person.lead')}
          samples={asPerson(facts, redirectUri)}
        />
      )}
      <SamplePanel title={t('samples.account')} lead={t('samples.account.lead')} samples={asAccount(facts)} />
    </>
  );
}
