import type { LevelName, ToolName } from '@gatehouse/wire';
import { Alert, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../page/panel.tsx';
import { PermissionMatrix } from '../../permissions/permission-matrix.tsx';
import { WarningIcon } from '../../shell/icons.tsx';
import appClasses from '../app/app.module.css';
import classes from './configuration.module.css';
import type { Draft } from './draft.ts';

interface ComponentsProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** Whom the app acts as, and with which permissions of its own. */
export function Components({ draft, onChange }: ComponentsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Panel title={t('configuration.components')} lead={t('configuration.components.lead')}>
        <div className={classes.choices}>
          <Checkbox
            label={t('configuration.user_level')}
            description={t('configuration.user_level.about')}
            checked={draft.userLevel}
            onChange={(event) => onChange({ userLevel: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('configuration.account')}
            description={t('configuration.account.about')}
            checked={draft.account}
            onChange={(event) => onChange({ account: event.currentTarget.checked })}
          />
        </div>
        {!draft.userLevel && !draft.account && (
          <Alert color="red" mt="md" icon={<WarningIcon />} role="status">
            {t('configuration.nothing')}
          </Alert>
        )}
      </Panel>
      {draft.account && (
        <Panel title={t('configuration.permissions')} lead={t('configuration.permissions.lead')}>
          <div className={classes.matrices}>
            <PermissionMatrix
              caption={t('configuration.scope.project')}
              value={draft.project}
              onChange={(project) => onChange({ project })}
            />
            <PermissionMatrix
              caption={t('configuration.scope.company')}
              value={draft.company}
              forbidden={isEverything}
              onChange={(company) => onChange({ company })}
            />
          </div>
          <p className={appClasses.note}>{t('configuration.everything')}</p>
        </Panel>
      )}
    </>
  );
}

/** A company's Admin of the Admin tool is Admin of every tool: a manifest must not say less than it takes. */
function isEverything(tool: ToolName, level: LevelName): boolean {
  return tool === 'admin' && level === 'Admin';
}
