import type { WaitingDomain } from '@gatehouse/wire';
import { Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { ConfirmDialog } from '../../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../../page/page.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { useDecision } from '../operator-queries.ts';

interface RejectDomainDialogProps {
  /** The domain in question; none while the dialog is closed. */
  readonly waiting: WaitingDomain | undefined;
  readonly onDone: () => void;
}

/** A domain is not simply rejected: the company is told why. */
export function RejectDomainDialog({ waiting, onDone }: RejectDomainDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [reason, setReason] = useState('');
  // While the dialog fades out it still speaks of the domain it was about.
  const last = useRef(waiting);
  if (waiting !== undefined) last.current = waiting;
  const close = () => {
    setReason('');
    onDone();
  };
  const reject = useDecision(
    ({ id }: WaitingDomain) => gatehouse.operator.rejectDomain(id, reason),
    ({ domain }) => {
      close();
      notice('done', t('operator_sign_in.rejected', { domain }));
    },
  );
  return (
    <ConfirmDialog
      opened={waiting !== undefined}
      title={t('operator_sign_in.reject.title', { domain: last.current?.domain ?? '' })}
      confirm={t('operator_sign_in.reject')}
      failed={t('operator_sign_in.failed')}
      refused={reason.trim() === ''}
      pending={reject.isPending}
      error={reject.error}
      onCancel={() => {
        reject.reset();
        close();
      }}
      onConfirm={() => waiting && reject.mutate(waiting)}
      onClosed={focusHeadingIfLost}
    >
      <Textarea
        label={t('operator_sign_in.reject.reason')}
        description={t('operator_sign_in.reject.reason.words', { company: last.current?.company.name ?? '' })}
        rows={4}
        maxLength={500}
        required
        data-autofocus
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
