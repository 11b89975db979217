import type { App, AppClient, ClientSecret } from '@gatehouse/wire';
import { Button, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { SecretOnce } from '../../copy/secret-once.tsx';
import { focusHeadingIfLost } from '../../page/page.tsx';
import { PlusIcon } from '../../shell/icons.tsx';
import appClasses from '../app/app.module.css';
import { manages } from '../app/app-page.tsx';
import classes from './credentials.module.css';
import { NewSecretDialog } from './new-secret-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { SecretLine } from './secret-line.tsx';

/** The secrets of one environment, by their last characters; a new one is shown here, once. */
export function Secrets({ app, client }: { app: App; client: AppClient }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<string>();
  const [deleting, setDeleting] = useState<ClientSecret>();
  const { secrets } = client;
  const full = secrets.length >= 2;
  return (
    <div className={classes.part}>
      <div className={classes.head}>
        <Title order={3} size="h5">
          {t('secrets.title')}
        </Title>
        {manages(app) && !full && (
          <Button
            variant="default"
            size="sm"
            leftSection={<PlusIcon size={16} />}
            onClick={() => setAsking(true)}
          >
            {t('secrets.add')}
          </Button>
        )}
      </div>
      <p className={appClasses.note}>{full ? t('secrets.two') : t('secrets.lead')}</p>
      <ul className={classes.secrets}>
        {secrets.map((secret) => (
          <SecretLine
            key={secret.id}
            secret={secret}
            {...(manages(app) && full && { onDelete: () => setDeleting(secret) })}
          />
        ))}
      </ul>
      {made !== undefined && (
        <div className={classes.secrets}>
          <SecretOnce secret={made} />
        </div>
      )}
      <NewSecretDialog
        opened={asking}
        app={app}
        client={client}
        onCancel={() => setAsking(false)}
        onMade={(text) => {
          setAsking(false);
          setMade(text);
        }}
        onClosed={focusHeadingIfLost}
      />
      <RemoveDialog
        item={deleting}
        remove={({ id }) => gatehouse.appClients.removeSecret(app.id, client.environment, id)}
        title={(secret) => t('secrets.delete.title', { hint: secret?.hint ?? '' })}
        words={{
          confirm: t('secrets.delete.confirm'),
          failed: t('secrets.delete.failed'),
          effect: t('secrets.delete.effect'),
          done: t('secrets.deleted'),
        }}
        onDone={() => setDeleting(undefined)}
        onClosed={focusHeadingIfLost}
      />
    </div>
  );
}
