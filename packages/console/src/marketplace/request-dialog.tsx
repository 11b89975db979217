import type { AppInCompany, InstallationRequest } from '@gatehouse/wire';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { useLast } from '../company/use-last.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';

interface RequestDialogProps {
  readonly app: AppInCompany | undefined;
  readonly onCancel: () => void;
  readonly onAsked: (request: InstallationRequest) => void;
}

/** A member asks the admins for an app, and says what for. */
export function RequestDialog({ app, onCancel, onAsked }: RequestDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const shown = useLast(app);
  const ask = useCompanyChange(
    (companyId, appId: number) =>
      gatehouse.installationRequests.create(companyId, { app_id: appId, reason: reason.trim() }),
    (request) => {
      setReason('');
      onAsked(request);
    },
  );
  const close = () => {
    ask.reset();
    onCancel();
  };
  return (
    <ConfirmDialog
      opened={app !== undefined}
      title={t('request.title', { app: shown?.name ?? '' })}
      confirm={t('request.confirm')}
      failed={t('request.failed')}
      pending={ask.isPending}
      error={ask.error}
      onCancel={close}
      onConfirm={() => app && ask.mutate(app.id)}
    >
      <Textarea
        label={t('request.reason')}
        description={t('request.reason.words')}
        value={reason}
        maxLength={2000}
        rows={4}
        data-autofocus
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
