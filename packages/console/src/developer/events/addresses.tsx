import type { App, EventSubscription } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import lines from '../../page/lines.module.css';
import { LoadFailure } from '../../page/load-failure.tsx';
import { focusHeadingIfLost } from '../../page/page.tsx';
import { Panel } from '../../page/panel.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { Moment } from '../../time/moment.tsx';
import appClasses from '../app/app.module.css';
import { manages } from '../app/app-page.tsx';
import { appQuery } from '../app-queries.ts';
import { AddAddress } from './add-address.tsx';
import { RemoveAddressDialog } from './remove-address-dialog.tsx';

function subscriptionsQuery(appId: number) {
  return queryOptions({
    queryKey: [...appQuery(appId).queryKey, 'event_subscriptions'],
    queryFn: () => gatehouse.appEvents.subscriptions(appId),
  });
}

/** Where the app's events are sent. */
export function Addresses({ app }: { app: App }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(subscriptionsQuery(app.id));
  const [removing, setRemoving] = useState<EventSubscription>();
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('events.loading')} parts={1} />;
  return (
    <Panel title={t('events.addresses')} lead={t('events.addresses.lead')}>
      {data.length === 0 && <p className={appClasses.note}>{t('events.addresses.none')}</p>}
      <ul className={lines.list}>
        {data.map((subscription) => (
          <li key={subscription.id}>
            <Address subscription={subscription} />
            {manages(app) && (
              <Button
                variant="default"
                size="xs"
                aria-label={t('events.remove.named', { url: subscription.url })}
                onClick={() => setRemoving(subscription)}
              >
                {t('events.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {manages(app) ? <AddAddress app={app} /> : <p className={appClasses.note}>{t('app.managers_only')}</p>}
      <RemoveAddressDialog
        app={app}
        subscription={removing}
        onDone={() => setRemoving(undefined)}
        onClosed={focusHeadingIfLost}
      />
    </Panel>
  );
}

function Address({ subscription }: { subscription: EventSubscription }) {
  const { t } = useTranslation();
  const { url, environment, documents, failures, paused_until } = subscription;
  return (
    <div className={lines.words}>
      <code>{url}</code>
      <span className={lines.quiet}>
        {t('events.environment')} {t(`events.environment.${environment}`)}
        {documents && ` · ${t('events.documents.on')}`}
        {failures > 0 && ` · ${t('events.failures', { failures })}`}
        {paused_until !== null && (
          <>
            {' · '}
            {t('events.paused')} <Moment timestamp={paused_until} />
          </>
        )}
      </span>
    </div>
  );
}
