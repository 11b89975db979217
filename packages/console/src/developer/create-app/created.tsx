import type { AppCreated } from '@gatehouse/wire';
import { Group } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretOnce } from '../../copy/secret-once.tsx';
import { ButtonLink } from '../../page/button-link.tsx';
import { focusHeading, Page } from '../../page/page.tsx';
import { Panel } from '../../page/panel.tsx';

/** The new app's credentials, and where to go from here. */
export function Created({ created: { app, credentials } }: { created: AppCreated }) {
  const { t } = useTranslation();
  const params = { appId: String(app.id) };
  // The form that had the focus is gone.
  useEffect(focusHeading, []);
  return (
    <Page
      title={t('create_app.created', { app: app.name })}
      lead={t('create_app.created.lead', { company: app.sandbox_company?.name ?? '' })}
    >
      <Panel title={t('create_app.created.credentials')}>
        <SecretOnce clientId={credentials.client_id} secret={credentials.client_secret} />
      </Panel>
      <Panel title={t('create_app.next')}>
        <Group>
          <ButtonLink to="/developer/apps/$appId/samples" params={params}>
            {t('create_app.next.samples')}
          </ButtonLink>
          <ButtonLink to="/developer/apps/$appId/configuration" params={params} variant="default">
            {t('create_app.next.configure')}
          </ButtonLink>
          <ButtonLink to="/developer/apps/$appId" params={params} variant="default">
            {t('create_app.next.overview')}
          </ButtonLink>
        </Group>
      </Panel>
    </Page>
  );
}
