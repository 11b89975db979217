import type { App, AppVersion, NewCredentials } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretOnce } from '../../copy/secret-once.tsx';
import { ButtonLink } from '../../page/button-link.tsx';
import { Empty } from '../../page/empty.tsx';
import { LoadFailure } from '../../page/load-failure.tsx';
import { focusHeadingIfLost } from '../../page/page.tsx';
import { Panel } from '../../page/panel.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { BuildIcon } from '../../shell/icons.tsx';
import { AppPage } from '../app/app-page.tsx';
import { PromoteDialog } from './promote-dialog.tsx';
import { RetireDialog } from './retire-dialog.tsx';
import { VersionPanel } from './version-panel.tsx';
import { versionsQuery } from './versions-queries.ts';

export function VersionsPage() {
  return <AppPage tab="versions">{(app) => <Versions app={app} />}</AppPage>;
}

function Versions({ app }: { app: App }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(versionsQuery(app.id));
  const [promoting, setPromoting] = useState<AppVersion>();
  const [retiring, setRetiring] = useState<AppVersion>();
  const [credentials, setCredentials] = useState<NewCredentials>();
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('versions.loading')} />;
  if (data.length === 0) return <NoVersions app={app} />;
  return (
    <>
      {credentials !== undefined && (
        <Panel title={t('versions.credentials')} lead={t('versions.credentials.lead')}>
          <SecretOnce clientId={credentials.client_id} secret={credentials.client_secret} />
        </Panel>
      )}
      {data.map((version) => (
        <VersionPanel
          key={version.id}
          app={app}
          version={version}
          onPromote={() => setPromoting(version)}
          onRetire={() => setRetiring(version)}
        />
      ))}
      <PromoteDialog
        app={app}
        version={promoting}
        first={data.every(({ promoted_at: at }) => at === null)}
        onCancel={() => setPromoting(undefined)}
        onPromoted={(made) => {
          setPromoting(undefined);
          if (made !== null) setCredentials(made);
        }}
        onClosed={focusHeadingIfLost}
      />
      <RetireDialog
        app={app}
        version={retiring}
        onDone={() => setRetiring(undefined)}
        onClosed={focusHeadingIfLost}
      />
    </>
  );
}

function NoVersions({ app }: { app: App }) {
  const { t } = useTranslation();
  return (
    <Empty icon={BuildIcon} title={t('versions.empty.title')}>
      {t('versions.empty.body')}
      <br />
      <ButtonLink to="/developer/apps/$appId/configuration" params={{ appId: String(app.id) }} mt="md">
        {t('versions.empty.go')}
      </ButtonLink>
    </Empty>
  );
}
