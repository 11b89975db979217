import type { App, AppVersion } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { LoadFailure } from '../../page/load-failure.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { AppPage } from '../app/app-page.tsx';
import { useAppChange } from '../app-queries.ts';
import { versionsQuery } from '../versions/versions-queries.ts';
import { Components } from './components.tsx';
import { type Draft, manifestOf, useDraft } from './draft.ts';
import { SaveVersion } from './save-version.tsx';
import { semverFault } from './semver.ts';
import { longestText, Texts } from './texts.tsx';

export function ConfigurationPage() {
  return <AppPage tab="configuration">{(app) => <Configuration app={app} />}</AppPage>;
}

function Configuration({ app }: { app: App }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(versionsQuery(app.id));
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('configuration.loading')} />;
  return <Builder app={app} latest={data[0]} />;
}

/** What the app asks of companies, written here and saved as a version, which never changes again. */
function Builder({ app, latest }: { app: App; latest: AppVersion | undefined }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const navigate = useNavigate();
  const { draft, change, forget } = useDraft(app.id, latest);
  const save = useAppChange(
    (semver: string) => gatehouse.appVersions.create(app.id, { semver, manifest: manifestOf(draft) }),
    async ({ semver }) => {
      forget();
      await navigate({ to: '/developer/apps/$appId/versions', params: { appId: String(app.id) } });
      notice('done', t('configuration.saved', { semver }));
    },
  );
  const send = (event: FormEvent, semver: string) => {
    event.preventDefault();
    if (canBeSaved(draft) && semverFault(semver, latest?.semver) === undefined) save.mutate(semver);
  };
  return (
    <>
      <Components draft={draft} onChange={change} />
      <Texts draft={draft} onChange={change} />
      <SaveVersion
        draft={draft}
        latest={latest}
        pending={save.isPending}
        error={save.error}
        onChange={change}
        onSave={send}
      />
    </>
  );
}

function canBeSaved({ userLevel, account, instructions, notes }: Draft): boolean {
  return (userLevel || account) && instructions.length <= longestText && notes.length <= longestText;
}
