import type { Installation } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange } from '../company/company.ts';
import { ProjectPicker } from '../company/project-picker.tsx';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { Panel } from '../page/panel.tsx';
import { useNotice } from '../shell/notices.tsx';

/** The projects in which the app's own account may work, and their editor. */
export function PermittedProjects({ installation }: { installation: Installation }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const { id, app, permitted_projects: permitted } = installation;
  const [chosen, setChosen] = useState<readonly number[]>();
  const change = useCompanyChange(
    (companyId, ids: readonly number[]) => gatehouse.installations.permitProjects(companyId, id, ids),
    () => {
      setChosen(undefined);
      notice('done', t('projects.saved', { app: app.name }));
    },
  );
  const close = () => {
    change.reset();
    setChosen(undefined);
  };
  return (
    <Panel
      title={t('projects.permitted')}
      lead={t('projects.permitted.words')}
      action={
        <Button variant="default" onClick={() => setChosen(permitted.map((project) => project.id))}>
          {t('projects.change')}
        </Button>
      }
    >
      {permitted.length === 0 ? (
        <p className={cards.quiet}>{t('projects.permitted.none')}</p>
      ) : (
        <ul className={cards.effects}>
          {permitted.map((project) => (
            <li key={project.id}>{project.name}</li>
          ))}
        </ul>
      )}
      <ConfirmDialog
        opened={chosen !== undefined}
        title={t('projects.change.title', { app: app.name })}
        confirm={t('projects.save')}
        failed={t('projects.failed')}
        pending={change.isPending}
        error={change.error}
        onCancel={close}
        onConfirm={() => chosen && change.mutate(chosen)}
      >
        <ProjectPicker
          label={t('projects.permitted')}
          description={t('projects.change.words')}
          value={chosen ?? []}
          onChange={setChosen}
        />
      </ConfirmDialog>
    </Panel>
  );
}
