import type { AvailableUpdate, Installation } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange } from '../company/company.ts';
import { ProjectPicker } from '../company/project-picker.tsx';
import { useLast } from '../company/use-last.ts';
import install from '../install/install.module.css';
import { NoProjects } from '../install/no-projects.tsx';
import { OfferWords } from '../install/offer-words.tsx';
import { useReadUpdate } from '../notices/notice-queries.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { Panel } from '../page/panel.tsx';
import { useNotice } from '../shell/notices.tsx';
import { DifferenceList } from './difference-list.tsx';

interface UpdatePanelProps {
  readonly installation: Installation;
  readonly update: AvailableUpdate;
}

/** A newer version, and what it would change. Until it is approved nothing changes. */
export function UpdatePanel({ installation, update }: UpdatePanelProps) {
  const { t } = useTranslation();
  const [approving, setApproving] = useState<AvailableUpdate>();
  const { semver, release_notes: notes } = update.version;
  return (
    <Panel
      title={t('update.title', { version: semver })}
      lead={t('update.lead')}
      action={<Button onClick={() => setApproving(update)}>{t('update.review')}</Button>}
    >
      {notes !== null && notes !== '' && (
        <p className={cards.text} data-preserve>
          {notes}
        </p>
      )}
      <DifferenceList difference={update.difference} />
      <UpdateDialog installation={installation} update={approving} onClose={() => setApproving(undefined)} />
    </Panel>
  );
}

interface UpdateDialogProps {
  readonly installation: Installation;
  /** The one that was looked at; a newer one that appears meanwhile is not approved in its place. */
  readonly update: AvailableUpdate | undefined;
  readonly onClose: () => void;
}

function UpdateDialog({ installation, update, onClose }: UpdateDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const { id, app } = installation;
  const readUpdate = useReadUpdate();
  const shown = useLast(update);
  const [chosen, setChosen] = useState<readonly number[]>();
  const projectIds = chosen ?? installation.permitted_projects.map((project) => project.id);
  const approve = useCompanyChange(
    (companyId, { version }: AvailableUpdate) =>
      gatehouse.installations.update(companyId, id, {
        version_id: version.id,
        permitted_project_ids: [...projectIds],
      }),
    (_installation, { version }) => {
      onClose();
      notice('done', t('update.done', { app: app.name, version: version.semver }));
      readUpdate.mutate({ installationId: id, semver: version.semver });
    },
  );
  const close = () => {
    approve.reset();
    setChosen(undefined);
    onClose();
  };
  return (
    <ConfirmDialog
      opened={update !== undefined}
      size="lg"
      title={t('update.approve.title', { app: app.name, version: shown?.version.semver ?? '' })}
      confirm={t('update.approve', { version: shown?.version.semver ?? '' })}
      failed={t('update.failed')}
      pending={approve.isPending}
      error={approve.error}
      onCancel={close}
      onClosed={focusHeadingIfLost}
      onConfirm={() => update && approve.mutate(update)}
    >
      <h3 className={install.heading}>{t('difference.title')}</h3>
      <DifferenceList difference={shown?.difference ?? []} />
      <h3 className={install.heading}>{t('install.may', { version: shown?.version.semver ?? '' })}</h3>
      {shown && <OfferWords manifest={shown.version.manifest} />}
      {shown?.version.manifest.components.service_account && (
        <>
          <h3 className={install.heading}>{t('install.where')}</h3>
          <ProjectPicker
            label={t('projects.permitted')}
            description={t('projects.permitted.words')}
            value={projectIds}
            onChange={setChosen}
          />
          <NoProjects manifest={shown.version.manifest} projectIds={projectIds} />
        </>
      )}
    </ConfirmDialog>
  );
}
