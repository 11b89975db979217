import type { Installation } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { Ago } from '../time/ago.tsx';

/** What was approved, where it may work, and who brought it in. */
export function InstallationFacts({ installation }: { installation: Installation }) {
  const { t } = useTranslation();
  const { version, permitted_projects: projects, state } = installation;
  return (
    <dl className={cards.facts}>
      <div>
        <dt>{t('apps.version')}</dt>
        <dd>{version?.semver ?? t('apps.version.none')}</dd>
      </div>
      <div>
        <dt>{t('apps.projects')}</dt>
        <dd>{whereOf(installation) ?? t('apps.projects.count', { count: projects.length })}</dd>
      </div>
      <div>
        <dt>{t(installation.origin === 'admin' ? 'apps.installed' : 'apps.installed_by_allowing')}</dt>
        <dd>
          <Ago timestamp={installation.installed_at} />{' '}
          <span className={cards.quiet}>{t('apps.by', { name: installation.installed_by.name })}</span>
        </dd>
      </div>
      {state === 'disconnected' && installation.disconnected_at !== null && (
        <div>
          <dt>{t('apps.state.disconnected')}</dt>
          <dd>
            <Ago timestamp={installation.disconnected_at} />
          </dd>
        </div>
      )}
      {state === 'uninstalled' && installation.uninstalled_at !== null && (
        <div>
          <dt>{t('apps.state.uninstalled')}</dt>
          <dd>
            <Ago timestamp={installation.uninstalled_at} />{' '}
            {installation.uninstalled_by !== null && (
              <span className={cards.quiet}>{t('apps.by', { name: installation.uninstalled_by.name })}</span>
            )}
          </dd>
        </div>
      )}
    </dl>
  );

  function whereOf({ version: approved }: Installation): string | undefined {
    // An app without an account of its own works where its people work; permitted projects are not asked for.
    return approved?.manifest.components.service_account ? undefined : t('apps.projects.of_people');
  }
}
