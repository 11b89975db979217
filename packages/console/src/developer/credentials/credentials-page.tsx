import type { App } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../page/button-link.tsx';
import { LoadFailure } from '../../page/load-failure.tsx';
import { Panel } from '../../page/panel.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { AppPage } from '../app/app-page.tsx';
import { ClientPanel } from './client-panel.tsx';
import { clientsQuery } from './credentials-queries.ts';

export function CredentialsPage() {
  return <AppPage tab="credentials">{(app) => <Clients app={app} />}</AppPage>;
}

function Clients({ app }: { app: App }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(clientsQuery(app.id));
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('credentials.loading')} />;
  return (
    <>
      {data.map((client) => (
        <ClientPanel key={client.environment} app={app} client={client} />
      ))}
      {!data.some(({ environment }) => environment === 'production') && (
        <Panel
          title={t('credentials.environment.production')}
          lead={t('credentials.production.none')}
          action={
            <ButtonLink
              to="/developer/apps/$appId/versions"
              params={{ appId: String(app.id) }}
              variant="default"
            >
              {t('credentials.production.go')}
            </ButtonLink>
          }
        />
      )}
    </>
  );
}
