import type { Installation } from '@gatehouse/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { useLast } from '../company/use-last.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { type Offer, OfferForm } from './offer-form.tsx';

interface InstallDialogProps {
  /** None while the dialog is closed. */
  readonly offer: (Offer & { readonly versionKey?: string }) | undefined;
  readonly onCancel: () => void;
  readonly onInstalled: (installation: Installation) => void;
}

/** Shows what a version may do, asks where, and installs exactly what was shown. */
export function InstallDialog({ offer, onCancel, onInstalled }: InstallDialogProps) {
  const { t } = useTranslation();
  const [projectIds, setProjectIds] = useState<readonly number[]>([]);
  const shown = useLast(offer);
  const install = useCompanyChange(
    (companyId, { versionKey, app, version }: NonNullable<typeof offer>) =>
      gatehouse.installations.install(companyId, {
        ...(versionKey === undefined
          ? { app_id: app.id, ...(version !== null && { version_id: version.id }) }
          : { version_key: versionKey }),
        permitted_project_ids: [...projectIds],
      }),
    (installation) => {
      setProjectIds([]);
      onInstalled(installation);
    },
  );
  const close = () => {
    install.reset();
    setProjectIds([]);
    onCancel();
  };
  return (
    <ConfirmDialog
      opened={offer !== undefined}
      size="lg"
      title={t('install.title', { app: shown?.app.name ?? '' })}
      confirm={t('install.confirm')}
      failed={t('install.failed')}
      refused={(shown?.problems.length ?? 0) > 0}
      pending={install.isPending}
      error={install.error}
      onCancel={close}
      onConfirm={() => offer && install.mutate(offer)}
    >
      {shown && <OfferForm offer={shown} projectIds={projectIds} onProjects={setProjectIds} />}
    </ConfirmDialog>
  );
}
