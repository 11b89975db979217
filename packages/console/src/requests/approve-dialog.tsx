import type { InstallationRequest } from '@gatehouse/wire';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { useLast } from '../company/use-last.ts';
import { OfferForm } from '../install/offer-form.tsx';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { useNotice } from '../shell/notices.tsx';

interface AnswerDialogProps {
  /** None while the dialog is closed. */
  readonly request: InstallationRequest | undefined;
  readonly onClose: () => void;
}

/** Approving is installing: it shows what the version may do, asks where, and is pinned to what was shown. */
export function ApproveDialog({ request, onClose }: AnswerDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [projectIds, setProjectIds] = useState<readonly number[]>([]);
  const [answer, setAnswer] = useState('');
  const shown = useLast(request);
  const clear = () => {
    setProjectIds([]);
    setAnswer('');
    onClose();
  };
  const approve = useCompanyChange(
    (companyId, { id, version }: InstallationRequest) =>
      gatehouse.installationRequests.approve(companyId, id, {
        ...(version !== null && { version_id: version.id }),
        ...(answer.trim() !== '' && { answer: answer.trim() }),
        permitted_project_ids: [...projectIds],
      }),
    (_answer, { app, requested_by: asker }) => {
      clear();
      notice('done', t('requests.approve.done', { app: app.name, name: asker.name }));
    },
  );
  const close = () => {
    approve.reset();
    clear();
  };
  return (
    <ConfirmDialog
      opened={request !== undefined}
      size="lg"
      title={t('requests.approve.title', { app: shown?.app.name ?? '' })}
      confirm={t('install.confirm')}
      failed={t('install.failed')}
      pending={approve.isPending}
      error={approve.error}
      onCancel={close}
      onClosed={focusHeadingIfLost}
      onConfirm={() => request && approve.mutate(request)}
    >
      {shown !== undefined && (
        <OfferForm
          offer={{ app: shown.app, version: shown.version, problems: [] }}
          projectIds={projectIds}
          onProjects={setProjectIds}
        />
      )}
      <Textarea
        mt="lg"
        label={t('requests.answer')}
        description={t('requests.answer.optional')}
        value={answer}
        maxLength={2000}
        rows={3}
        onChange={({ currentTarget }) => setAnswer(currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
