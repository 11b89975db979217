import type { InstallationRequest } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange } from '../company/company.ts';
import { useLast } from '../company/use-last.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { useNotice } from '../shell/notices.tsx';

interface WithdrawDialogProps {
  readonly request: InstallationRequest | undefined;
  readonly onClose: () => void;
}

export function WithdrawDialog({ request, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const shown = useLast(request);
  const withdraw = useCompanyChange(
    (companyId, { id }: InstallationRequest) => gatehouse.installationRequests.withdraw(companyId, id),
    (_request, { app }) => {
      onClose();
      notice('done', t('requests.withdraw.done', { app: app.name }));
    },
  );
  const close = () => {
    withdraw.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={request !== undefined}
      title={t('requests.withdraw.title', { app: shown?.app.name ?? '' })}
      confirm={t('requests.withdraw')}
      failed={t('requests.withdraw.failed')}
      pending={withdraw.isPending}
      error={withdraw.error}
      onCancel={close}
      onClosed={focusHeadingIfLost}
      onConfirm={() => request && withdraw.mutate(request)}
    >
      {t('requests.withdraw.words')}
    </ConfirmDialog>
  );
}
