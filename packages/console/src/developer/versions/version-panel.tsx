import type { App, AppVersion } from '@gatehouse/wire';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../copy/copy-field.tsx';
import { Panel } from '../../page/panel.tsx';
import { PermissionWords } from '../../permissions/permission-words.tsx';
import { Ago } from '../../time/ago.tsx';
import { manages } from '../app/app-page.tsx';
import { VersionBadge } from '../app/version-badge.tsx';
import classes from './versions.module.css';

interface VersionPanelProps {
  readonly app: App;
  readonly version: AppVersion;
  readonly onPromote: () => void;
  readonly onRetire: () => void;
}

/** One version: where it stands, the keys that install it, what it asks for, and what can be done with it. */
export function VersionPanel({ app, version, onPromote, onRetire }: VersionPanelProps) {
  const { t } = useTranslation();
  const { semver, status } = version;
  return (
    <Panel
      title={t('versions.version', { semver })}
      action={
        manages(app) &&
        status !== 'retired' && (
          <Group gap="xs">
            {status === 'ready_for_testing' && (
              <Button size="sm" aria-label={t('versions.promote.named', { semver })} onClick={onPromote}>
                {t('versions.promote')}
              </Button>
            )}
            <Button
              size="sm"
              variant="default"
              aria-label={t('versions.retire.named', { semver })}
              onClick={onRetire}
            >
              {t('versions.retire')}
            </Button>
          </Group>
        )
      }
    >
      <p className={classes.facts}>
        <VersionBadge status={status} />
        <span>
          {t('versions.created')} <Ago timestamp={version.created_at} />
        </span>
        {version.promoted_at !== null && (
          <span>
            {t('versions.promoted')} <Ago timestamp={version.promoted_at} />
          </span>
        )}
      </p>
      {status !== 'retired' && (
        <div className={classes.keys}>
          <CopyField label={t('versions.sandbox_key')} text={version.sandbox_key} />
          {version.production_key !== null && (
            <CopyField label={t('versions.production_key')} text={version.production_key} />
          )}
          <p className={classes.quiet}>{t('versions.keys.about')}</p>
        </div>
      )}
      <details className={classes.more}>
        <summary>{t('versions.asks')}</summary>
        <Asks version={version} />
      </details>
      {version.release_notes !== null && (
        <div className={classes.notes}>
          <strong>{t('versions.release_notes')}</strong>
          <p>{version.release_notes}</p>
        </div>
      )}
    </Panel>
  );
}

function Asks({ version: { manifest } }: { version: AppVersion }) {
  const { t } = useTranslation();
  const { user_level, service_account } = manifest.components;
  return (
    <div className={classes.asks}>
      {user_level && <p>{t('versions.user_level')}</p>}
      {service_account !== null && (
        <>
          <PermissionWords caption={t('versions.project')} value={service_account.project} />
          <PermissionWords caption={t('versions.company')} value={service_account.company} />
        </>
      )}
    </div>
  );
}
