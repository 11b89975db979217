import type { InstallationRequest } from '@gatehouse/wire';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { useLast } from '../company/use-last.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { useNotice } from '../shell/notices.tsx';

interface DenyDialogProps {
  readonly request: InstallationRequest | undefined;
  readonly onClose: () => void;
}

/** A No, with the reason that the asker is told. */
export function DenyDialog({ request, onClose }: DenyDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [answer, setAnswer] = useState('');
  const shown = useLast(request);
  const clear = () => {
    setAnswer('');
    onClose();
  };
  const deny = useCompanyChange(
    (companyId, { id }: InstallationRequest) =>
      gatehouse.installationRequests.deny(companyId, id, { answer: answer.trim() }),
    (_answer, { requested_by: asker }) => {
      clear();
      notice('done', t('requests.deny.done', { name: asker.name }));
    },
  );
  const close = () => {
    deny.reset();
    clear();
  };
  return (
    <ConfirmDialog
      opened={request !== undefined}
      title={t('requests.deny.title', { app: shown?.app.name ?? '' })}
      confirm={t('requests.deny')}
      failed={t('requests.deny.failed')}
      refused={answer.trim() === ''}
      pending={deny.isPending}
      error={deny.error}
      onCancel={close}
      onClosed={focusHeadingIfLost}
      onConfirm={() => request && deny.mutate(request)}
    >
      <Textarea
        label={t('requests.answer')}
        description={t('requests.deny.words', { name: shown?.requested_by.name ?? '' })}
        value={answer}
        required
        maxLength={2000}
        rows={3}
        data-autofocus
        onChange={({ currentTarget }) => setAnswer(currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
