import type { AppVersion } from '@gatehouse/wire';
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../page/panel.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { levelKeys } from '../../permissions/levels.ts';
import { changesBetween, waysBetween } from './changes.ts';
import classes from './configuration.module.css';
import { type Draft, manifestOf } from './draft.ts';
import { semverFault, suggestion } from './semver.ts';

interface SaveVersionProps {
  readonly draft: Draft;
  readonly latest: AppVersion | undefined;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onSave: (event: FormEvent, semver: string) => void;
}

/** What changes for companies, a number that says how much, and the button. */
export function SaveVersion({ draft, latest, pending, error, onChange, onSave }: SaveVersionProps) {
  const { t } = useTranslation();
  const { components } = manifestOf(draft);
  const changes = changesBetween(latest?.manifest.components, components);
  const ways = latest === undefined ? [] : waysBetween(latest.manifest.components, components);
  const suggested = suggestion(latest, components, changes);
  const semver = draft.semver ?? suggested.semver;
  const fault = semverFault(semver, latest?.semver);
  const before = latest?.semver ?? '';
  return (
    <Panel title={t('configuration.save')} lead={t('configuration.save.lead')}>
      <form className={classes.save} onSubmit={(event) => onSave(event, semver)} noValidate>
        {latest !== undefined && (
          <div>
            <p className={classes.caption}>{t('configuration.changes', { latest: before })}</p>
            <ul>
              {changes.length + ways.length === 0 && <li>{t('configuration.changes.none')}</li>}
              {ways.map((change) => (
                <li key={change}>{t(`configuration.change.${change}`)}</li>
              ))}
              {changes.map(({ scope, tool, from, to }) => (
                <li key={`${scope} ${tool}`}>
                  {t(`configuration.change.${scope}`, {
                    tool: t(`tool.${tool}`),
                    from: t(levelKeys[from]),
                    to: t(levelKeys[to]),
                  })}
                </li>
              ))}
            </ul>
          </div>
        )}
        <TextInput
          className={classes.semver ?? ''}
          label={t('configuration.semver')}
          description={
            latest === undefined
              ? t('configuration.semver.first')
              : t('configuration.semver.about', { latest: before })
          }
          value={semver}
          error={fault && t(`configuration.semver.${fault}`, { latest: before })}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ semver: event.currentTarget.value.trim() })}
        />
        <p className={classes.caption} aria-live="polite">
          {t(`configuration.semver.suggest.${suggested.step}`, { semver: suggested.semver })}
        </p>
        <Refusal error={error} title={t('configuration.failed')} />
        <div>
          <Button type="submit" loading={pending}>
            {t('configuration.submit')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
