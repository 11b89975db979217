import type { ConnectedApp } from '@gatehouse/wire';
import { Badge, Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Monogram } from '../page/monogram.tsx';
import { CheckIcon } from '../shell/icons.tsx';
import { AppFacts } from './app-facts.tsx';
import classes from './connected-apps.module.css';
import { useAppName } from './use-app-name.ts';

export function AppCard({ app: connected, onRevoke }: { app: ConnectedApp; onRevoke: () => void }) {
  const { t } = useTranslation();
  const nameOf = useAppName();
  const { app } = connected;
  return (
    <article className={classes.app}>
      <div className={classes.head}>
        <Monogram name={app.name} shape="app" />
        <div className={classes.names}>
          <Title order={2} size="h4">
            {app.name}
            {connected.environment === 'sandbox' && (
              <Badge component="span" mx="xs" variant="default" tt="none">
                {t('connected_apps.sandbox')}
              </Badge>
            )}
          </Title>
          <div className={classes.publisher}>
            {app.publisher === null
              ? t('connected_apps.publisher.none')
              : t('connected_apps.publisher', { publisher: app.publisher })}
            <Verified verified={app.verified} />
          </div>
        </div>
        <Button
          className={classes.revoke}
          variant="default"
          aria-label={t('connected_apps.revoke.app', { app: nameOf(connected) })}
          onClick={onRevoke}
        >
          {t('connected_apps.revoke')}
        </Button>
      </div>
      <AppFacts app={connected} />
    </article>
  );
}

function Verified({ verified }: { verified: boolean }) {
  const { t } = useTranslation();
  return verified ? (
    <Badge color="gate" variant="light" tt="none" leftSection={<CheckIcon size={14} />}>
      {t('connected_apps.publisher.verified')}
    </Badge>
  ) : (
    <Badge variant="default" tt="none">
      {t('connected_apps.publisher.unverified')}
    </Badge>
  );
}
