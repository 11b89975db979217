import type { Installation } from '@gatehouse/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { ProjectPicker } from '../company/project-picker.tsx';
import install from '../install/install.module.css';
import { OfferWords } from '../install/offer-words.tsx';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { useNotice } from '../shell/notices.tsx';

interface ReinstallDialogProps {
  readonly installation: Installation;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Brings an app back with the version that was approved before. Permitted projects are asked for again. */
export function ReinstallDialog({ installation, opened, onClose }: ReinstallDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [projectIds, setProjectIds] = useState<readonly number[]>([]);
  const { id, app, version } = installation;
  const reinstall = useCompanyChange(
    (companyId, ids: readonly number[]) =>
      gatehouse.installations.reinstall(companyId, id, { permitted_project_ids: [...ids] }),
    () => {
      onClose();
      notice('done', t('step.reinstall.done', { app: app.name }));
    },
  );
  const close = () => {
    reinstall.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      size="lg"
      title={t('step.reinstall.title', { app: app.name })}
      confirm={t('step.reinstall')}
      failed={t('step.reinstall.failed')}
      pending={reinstall.isPending}
      error={reinstall.error}
      onCancel={close}
      onClosed={focusHeadingIfLost}
      onConfirm={() => reinstall.mutate(projectIds)}
    >
      {version === null ? (
        <p className={install.plain}>{t('step.reinstall.people')}</p>
      ) : (
        <>
          <h3 className={install.heading}>{t('install.may', { version: version.semver })}</h3>
          <OfferWords manifest={version.manifest} />
        </>
      )}
      {version?.manifest.components.service_account && (
        <>
          <h3 className={install.heading}>{t('install.where')}</h3>
          <ProjectPicker
            label={t('projects.permitted')}
            description={t('projects.permitted.words')}
            value={projectIds}
            onChange={setProjectIds}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
