import type { App, AppClient } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../copy/copy-field.tsx';
import { Panel } from '../../page/panel.tsx';
import classes from '../app/app.module.css';
import { manages } from '../app/app-page.tsx';
import { ClientPolicyPart } from './client-policy.tsx';
import { Keys } from './keys.tsx';
import { RedirectUris } from './redirect-uris.tsx';
import { Secrets } from './secrets.tsx';

/** The credentials of one environment. */
export function ClientPanel({ app, client }: { app: App; client: AppClient }) {
  const { t } = useTranslation();
  const { environment } = client;
  return (
    <Panel
      title={t(`credentials.environment.${environment}`)}
      lead={t(`credentials.environment.${environment}.lead`)}
    >
      {!manages(app) && <p className={classes.note}>{t('app.managers_only')}</p>}
      <CopyField label={t('secret.client_id')} text={client.client_id} />
      <Secrets app={app} client={client} />
      <Keys app={app} client={client} />
      <RedirectUris key={client.redirect_uris.join(' ')} app={app} client={client} />
      <ClientPolicyPart app={app} client={client} />
    </Panel>
  );
}
