import type { App, Collaborator } from '@gatehouse/wire';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { LoadFailure } from '../../page/load-failure.tsx';
import { focusHeadingIfLost } from '../../page/page.tsx';
import { Panel } from '../../page/panel.tsx';
import tables from '../../page/table.module.css';
import { Waiting } from '../../page/waiting.tsx';
import { AppPage, manages } from '../app/app-page.tsx';
import { appQuery } from '../app-queries.ts';
import { AddCollaborator } from './add-collaborator.tsx';
import { CollaboratorRow } from './collaborator-row.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

export function CollaboratorsPage() {
  return <AppPage tab="collaborators">{(app) => <Team app={app} />}</AppPage>;
}

function collaboratorsQuery(appId: number) {
  return queryOptions({
    queryKey: [...appQuery(appId).queryKey, 'collaborators'],
    queryFn: () => gatehouse.appCollaborators.list(appId),
  });
}

/** The people who work on the app, each with a role. */
function Team({ app }: { app: App }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(collaboratorsQuery(app.id));
  const [removing, setRemoving] = useState<Collaborator>();
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('team.loading')} />;
  return (
    <>
      <Panel title={t('team.title')} lead={t('team.lead')}>
        <div className={tables.scroll}>
          <table className={`${tables.table} ${tables.wide}`}>
            <thead>
              <tr>
                <th scope="col">{t('team.person')}</th>
                <th scope="col">{t('team.role')}</th>
                <th scope="col">{t('team.since')}</th>
                <th scope="col">{t('team.actions')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((one) => (
                <CollaboratorRow
                  key={one.person.id}
                  app={app}
                  collaborator={one}
                  onRemove={() => setRemoving(one)}
                />
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
      {manages(app) && <AddCollaborator app={app} />}
      <RemoveDialog
        app={app}
        collaborator={removing}
        onDone={() => setRemoving(undefined)}
        onClosed={focusHeadingIfLost}
      />
    </>
  );
}
