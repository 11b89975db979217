import type { ConnectedApp } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';

/** Names an app so that its sandbox and its production access, allowed one by one, are told apart. */
export function useAppName(): (connected: ConnectedApp) => string {
  const { t } = useTranslation();
  return ({ app, environment }) =>
    environment === 'sandbox' ? t('connected_apps.sandbox.app', { app: app.name }) : app.name;
}
