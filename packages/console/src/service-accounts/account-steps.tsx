import type { ServiceAccount, ServiceAccountCredentials } from '@gatehouse/wire';
import { Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import cards from '../company/cards.module.css';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { useNotice } from '../shell/notices.tsx';
import { MoveDialog } from './move-dialog.tsx';

interface AccountStepsProps {
  readonly account: ServiceAccount;
  readonly onMade: (credentials: ServiceAccountCredentials) => void;
}

/** A new secret, the move to an app's own account, the end. Each says what it does before it does it. */
export function AccountSteps({ account, onMade }: AccountStepsProps) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<'regenerate' | 'delete' | 'move'>();
  const close = () => setDoing(undefined);
  return (
    <Group mt="lg" gap="sm">
      <Button variant="default" onClick={() => setDoing('regenerate')}>
        {t('accounts.regenerate')}
      </Button>
      <Button variant="default" onClick={() => setDoing('move')}>
        {t('accounts.move')}
      </Button>
      <Button variant="default" onClick={() => setDoing('delete')}>
        {t('accounts.delete')}
      </Button>
      <RegenerateDialog account={account} opened={doing === 'regenerate'} onMade={onMade} onClose={close} />
      <MoveDialog account={account} opened={doing === 'move'} onClose={close} />
      <DeleteDialog account={account} opened={doing === 'delete'} onClose={close} />
    </Group>
  );
}

interface DialogProps {
  readonly account: ServiceAccount;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function RegenerateDialog({
  account,
  opened,
  onClose,
  onMade,
}: DialogProps & Pick<AccountStepsProps, 'onMade'>) {
  const { t } = useTranslation();
  const regenerate = useCompanyChange(
    (companyId, id: number) => gatehouse.serviceAccounts.regenerate(companyId, id),
    (credentials) => {
      onClose();
      onMade(credentials);
    },
  );
  const close = () => {
    regenerate.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      danger
      title={t('accounts.regenerate.title', { name: account.name })}
      confirm={t('accounts.regenerate')}
      failed={t('accounts.regenerate.failed')}
      pending={regenerate.isPending}
      error={regenerate.error}
      onCancel={close}
      onConfirm={() => regenerate.mutate(account.id)}
    >
      <ul className={cards.effects}>
        <li>{t('accounts.regenerate.none')}</li>
        <li>{t('accounts.regenerate.dead')}</li>
        <li>{t('accounts.regenerate.once')}</li>
      </ul>
    </ConfirmDialog>
  );
}

function DeleteDialog({ account, opened, onClose }: DialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const navigate = useNavigate();
  const params = { companyId: String(useCompanyId()) };
  const remove = useCompanyChange(
    (companyId, id: number) => gatehouse.serviceAccounts.delete(companyId, id),
    async () => {
      onClose();
      await navigate({ to: '/companies/$companyId/service-accounts', params });
      notice('done', t('accounts.delete.done', { name: account.name }));
    },
  );
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      danger
      title={t('accounts.delete.title', { name: account.name })}
      confirm={t('accounts.delete')}
      failed={t('accounts.delete.failed')}
      pending={remove.isPending}
      error={remove.error}
      onCancel={close}
      onConfirm={() => remove.mutate(account.id)}
    >
      <ul className={cards.effects}>
        <li>{t('accounts.delete.at_once')}</li>
        <li>{t('accounts.delete.kept')}</li>
        <li>{t('accounts.delete.final')}</li>
      </ul>
    </ConfirmDialog>
  );
}
