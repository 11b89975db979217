import type { ConnectedApp } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../page/empty.tsx';
import { LoadFailure } from '../page/load-failure.tsx';
import { focusHeadingIfLost, Page } from '../page/page.tsx';
import { AppsIcon } from '../shell/icons.tsx';
import { useNotice } from '../shell/notices.tsx';
import { AppCard } from './app-card.tsx';
import classes from './connected-apps.module.css';
import { connectedAppsQuery } from './connected-apps-queries.ts';
import { RevokeAll } from './revoke-all.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { useAppName } from './use-app-name.ts';
import { WaitingCards } from './waiting-cards.tsx';

/** The apps that may act in the person's name, and the end of it. */
export function ConnectedAppsPage() {
  const { t } = useTranslation();
  const notice = useNotice();
  const [revoking, setRevoking] = useState<ConnectedApp>();
  const nameOf = useAppName();
  const revoked = (app: ConnectedApp) => {
    setRevoking(undefined);
    notice('done', t('revoke.done', { app: nameOf(app) }));
  };
  return (
    <Page title={t('connected_apps.title')} lead={t('connected_apps.lead')}>
      <RevokeAll apps={useQuery(connectedAppsQuery).data?.length ?? 0} />
      <Apps onRevoke={setRevoking} />
      <RevokeDialog
        app={revoking}
        onCancel={() => setRevoking(undefined)}
        onRevoked={revoked}
        onClosed={focusHeadingIfLost}
      />
    </Page>
  );
}

function Apps({ onRevoke }: { onRevoke: (app: ConnectedApp) => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(connectedAppsQuery);
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <WaitingCards />;
  if (data.length === 0) {
    return (
      <Empty icon={AppsIcon} title={t('connected_apps.empty.title')}>
        {t('connected_apps.empty.body')}
      </Empty>
    );
  }
  return (
    <ul className={classes.apps} aria-label={t('connected_apps.title')}>
      {data.map((app) => (
        <li key={app.id}>
          <AppCard app={app} onRevoke={() => onRevoke(app)} />
        </li>
      ))}
    </ul>
  );
}
