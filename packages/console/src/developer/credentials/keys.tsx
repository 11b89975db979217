import type { App, AppClient, AppClientKey } from '@gatehouse/wire';
import { Button, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { LoadFailure } from '../../page/load-failure.tsx';
import { focusHeadingIfLost } from '../../page/page.tsx';
import { PlusIcon } from '../../shell/icons.tsx';
import { Ago } from '../../time/ago.tsx';
import appClasses from '../app/app.module.css';
import { manages } from '../app/app-page.tsx';
import { AddKeyDialog } from './add-key-dialog.tsx';
import classes from './credentials.module.css';
import { keysQuery, policyQuery } from './credentials-queries.ts';
import { RemoveDialog } from './remove-dialog.tsx';

/** The public keys of one environment, for apps that sign instead of keeping a secret (private_key_jwt). */
export function Keys({ app, client }: { app: App; client: AppClient }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(keysQuery(app.id, client.environment));
  const { data: policy } = useQuery(policyQuery(app.id, client.environment));
  const isLast = data?.length === 1 && policy?.require_private_key_jwt === true;
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<AppClientKey>();
  return (
    <div className={classes.part}>
      <div className={classes.head}>
        <Title order={3} size="h5">
          {t('keys.title')}
        </Title>
        {manages(app) && (
          <Button
            variant="default"
            size="sm"
            leftSection={<PlusIcon size={16} />}
            onClick={() => setAdding(true)}
          >
            {t('keys.add')}
          </Button>
        )}
      </div>
      <p className={appClasses.note}>{t('keys.lead')}</p>
      {error !== null && data === undefined && <LoadFailure error={error} retry={refetch} />}
      <ul className={classes.secrets}>
        {data?.map((key) => (
          <KeyLine key={key.kid} of={key} {...(manages(app) && { onRemove: () => setRemoving(key) })} />
        ))}
      </ul>
      <AddKeyDialog
        opened={adding}
        app={app}
        client={client}
        onDone={() => setAdding(false)}
        onClosed={focusHeadingIfLost}
      />
      <RemoveDialog
        item={removing}
        refused={isLast}
        remove={({ kid }) => gatehouse.appClients.removeKey(app.id, client.environment, kid)}
        title={(key) => t('keys.remove.title', { kid: key?.kid ?? '' })}
        words={{
          confirm: t('keys.remove.confirm'),
          failed: t('keys.remove.failed'),
          effect: t(isLast ? 'keys.remove.last' : 'keys.remove.effect'),
          done: t('keys.removed'),
        }}
        onDone={() => setRemoving(undefined)}
        onClosed={focusHeadingIfLost}
      />
    </div>
  );
}

function KeyLine({
  of: { kid, algorithm, created_at },
  onRemove,
}: {
  of: AppClientKey;
  onRemove?: () => void;
}) {
  const { t } = useTranslation();
  return (
    <li>
      <span className={classes.kid}>{kid}</span>
      <span>{algorithm}</span>
      <span>
        <span className={classes.quiet}>{t('keys.created')}</span> <Ago timestamp={created_at} />
      </span>
      {onRemove !== undefined && (
        <Button variant="default" size="xs" aria-label={t('keys.remove.named', { kid })} onClick={onRemove}>
          {t('keys.remove')}
        </Button>
      )}
    </li>
  );
}
